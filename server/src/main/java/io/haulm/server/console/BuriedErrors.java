package io.haulm.server.console;

import io.haulm.engine.JobBrowser;
import io.haulm.engine.JobRow;
import io.haulm.engine.JobState;
import io.haulm.server.shard.Shard;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at all buried jobs, slice by slice, for what they tell of their failures. */
public final class BuriedErrors {
  /** After this it tells what it has seen so far: about as long as a person waits for a page. */
  private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

  private final Questions questions;
  private final BodyMatcher matcher;
  private final Supplier<BodyMask> mask;

  /** Takes one job. */
  @FunctionalInterface
  public interface Visitor {
    /** A buried job and what it tells. */
    void visit(JobRow row, BuriedError error);
  }

  /** The buried jobs of this shard, as far as a mask lets them be seen. */
  public BuriedErrors(Shard shard, Questions questions, Supplier<BodyMask> mask) {
    this.questions = questions;
    this.matcher = new BodyMatcher(new Bodies(shard), mask);
    this.mask = mask;
  }

  /**
   * Shows all buried jobs.
   *
   * @return false when there were too many to look at all of them
   */
  public boolean visit(Visitor visitor) throws InterruptedException {
    long beginNanos = System.nanoTime();
    BodyMask now = mask.get();
    var walk = new JobWalk(JobBrowser.BEGIN);
    while (!walk.isAtEnd()) {
      if (System.nanoTime() - beginNanos > NANOS_MAX) {
        return false;
      }
      List<BodyMatcher.Candidate> slice =
          questions.ask(engine ->
              matcher.slice(
                  engine,
                  BuriedError.LOOKED_AT_BYTES,
                  walk,
                  Integer.MAX_VALUE,
                  job -> job.state() == JobState.BURIED));
      for (BodyMatcher.Candidate candidate : slice) {
        show(candidate, now, visitor);
      }
      JobWalk.rest();
    }
    return true;
  }

  private static void show(BodyMatcher.Candidate candidate, BodyMask mask, Visitor visitor)
      throws InterruptedException {
    try {
      JobRow row = candidate.row();
      visitor.visit(row, BuriedError.of(row.tube(), mask, candidate.body().get()));
    } catch (ExecutionException e) {
      // The job was deleted meanwhile, and the segment with its body is gone.
    }
  }
}
