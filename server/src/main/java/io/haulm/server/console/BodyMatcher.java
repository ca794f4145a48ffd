package io.haulm.server.console;

import io.haulm.engine.Engine;
import io.haulm.engine.JobRow;
import io.haulm.engine.JobView;
import io.haulm.server.console.filter.JobFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Brings bodies to where they can be looked at: copied in a slice of the shard's, matched on the
 * thread that searches.
 */
final class BodyMatcher {
  /** Of a longer body only so much is looked at, in bytes. */
  static final int BODY_BYTES_MAX = 1 << 20;

  /** So much is copied in a slice. */
  private static final int COPIED_BYTES_PER_SLICE = 64 * 1024;

  /** So many reads from disk are begun in a slice. */
  private static final int CANDIDATES_PER_SLICE = 50;

  /** A job whose fields fit, and its body, which may still be on its way. */
  record Candidate(JobRow row, CompletableFuture<byte[]> body) {}

  /** What a slice has found among the first {@code looked} jobs of a list. */
  record Picked(List<Candidate> candidates, int looked) {}

  private final Bodies bodies;
  private final Supplier<BodyMask> mask;

  BodyMatcher(Bodies bodies, Supplier<BodyMask> mask) {
    this.bodies = bodies;
    this.mask = mask;
  }

  /** A slice of a walk: the jobs that fit, with copies of their bodies. On the shard's thread. */
  List<Candidate> slice(
      Engine engine, JobFilter filter, JobWalk walk, int wanted, Predicate<JobView> fits) {
    return slice(engine, filter.needsBody() ? BODY_BYTES_MAX : 0, walk, wanted, fits);
  }

  /** The same, with copies of the first bytes of their bodies. */
  List<Candidate> slice(
      Engine engine, int bytesMax, JobWalk walk, int wanted, Predicate<JobView> fits) {
    List<Candidate> candidates = new ArrayList<>();
    long[] copiedBytes = new long[1];
    int max = Math.min(wanted, CANDIDATES_PER_SLICE);
    JobWalk _ =
        walk.next(
            engine,
            job -> {
              if (fits.test(job)) {
                JobRow row = job.row();
                candidates.add(new Candidate(row, bodies.copy(row.body(), bytesMax)));
                copiedBytes[0] += Math.min(job.bodyBytes(), bytesMax);
              }
              return candidates.size() < max && copiedBytes[0] < COPIED_BYTES_PER_SLICE;
            });
    return candidates;
  }

  /**
   * Those of the first of these jobs that fit, with copies of their bodies: of as many as a slice
   * may copy, which is one at least. On the shard's thread.
   */
  Picked pick(Engine engine, List<Long> ids, Predicate<JobView> fits) {
    List<Candidate> candidates = new ArrayList<>();
    int copiedBytes = 0;
    int looked = 0;
    while (looked < ids.size()
        && candidates.size() < CANDIDATES_PER_SLICE
        && copiedBytes < COPIED_BYTES_PER_SLICE) {
      long id = ids.get(looked++);
      JobRow row = engine.browser().test(id, fits) ? engine.browser().find(id) : null;
      if (row != null) {
        candidates.add(new Candidate(row, bodies.copy(row.body(), BODY_BYTES_MAX)));
        copiedBytes += Math.min(row.body().bytes(), BODY_BYTES_MAX);
      }
    }
    return new Picked(candidates, looked);
  }

  /**
   * Whether a job's body fits, as far as it may be shown: else what is hidden could be guessed.
   * Waits for it. One that cannot be read does not fit.
   */
  boolean fits(JobFilter filter, Candidate candidate) throws InterruptedException {
    try {
      BodyMask now = mask.get();
      byte[] body = candidate.body().get();
      return isOfFailures(filter, candidate.row().tube(), now, body)
          && filter.fitsBody(now.apply(body).bytes());
    } catch (ExecutionException e) {
      return false;
    }
  }

  private static boolean isOfFailures(JobFilter filter, String tube, BodyMask mask, byte[] body) {
    return !filter.needsFailure()
        || filter.fitsFailure(BuriedError.of(tube, mask, body).fingerprint());
  }
}
