package io.haulm.server.console;

import io.haulm.engine.Administration;
import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.JobRow;
import io.haulm.engine.Reply;
import io.haulm.server.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Single jobs, looked at closely: their bodies, and what happened to them. */
public final class JobDesk {
  /** How much of a body is shown beside a job's fields, in bytes. */
  public static final int SHOWN_BYTES_MAX = 64 * 1024;

  /** How much of a body is looked at for a line that shows how it begins, in bytes. */
  public static final int PREVIEW_BYTES_MAX = 2048;

  /** The longest body that is handed out as a whole, in bytes. */
  public static final int WHOLE_BYTES_MAX = 64 << 20;

  private static final int PREVIEWS_PER_SLICE = 20;
  private static final int ROWS_PER_SLICE = 64;
  private static final int EVENTS_PER_SLICE = 5_000;
  private static final int EVENTS_MAX = 1000;

  private final Shard shard;
  private final Questions questions;
  private final Bodies bodies;
  private final Timeline timeline;

  /** A job, and its body or the beginning of it. */
  public record Opened(JobRow row, byte[] body) {}

  /** Something that is done in a turn of the shard. */
  @FunctionalInterface
  public interface Act {
    /** Does it. */
    Outcome on(Administration administration, long nowMillis);
  }

  private record Opening(Optional<JobRow> row, CompletableFuture<byte[]> body) {}

  /** A desk for this shard's jobs. */
  public JobDesk(Shard shard, Questions questions, Timeline timeline) {
    this.shard = shard;
    this.questions = questions;
    this.bodies = new Bodies(shard);
    this.timeline = timeline;
  }

  /** The shard. */
  public Shard shard() {
    return shard;
  }

  /**
   * A job and the beginning of its body.
   *
   * @param bytesMax how much of the body, at most {@link #SHOWN_BYTES_MAX}
   * @return empty when there is no such job, or its body cannot be read
   */
  public Optional<Opened> open(long jobId, int bytesMax) throws InterruptedException {
    return opened(questions.ask(engine -> opening(jobId, bytesMax)));
  }

  /**
   * Puts a job.
   *
   * @return what the engine replied
   */
  public Reply put(String tube, long priority, long delayMillis, long ttrMillis, byte[] body)
      throws InterruptedException {
    return questions.ask(engine ->
        engine
            .administration()
            .put(
                shard.nowMillis(),
                tube,
                priority,
                delayMillis,
                ttrMillis,
                bodies.store(body),
                body.length));
  }

  /** Gives a job that nobody has reserved another priority and body. */
  public Outcome edit(long jobId, long priority, byte[] body) throws InterruptedException {
    return questions.ask(engine ->
        engine
            .administration()
            .edit(shard.nowMillis(), jobId, priority, bodies.store(body), body.length));
  }

  /** Does something to a job as an administrator may. */
  public Outcome act(Act act) throws InterruptedException {
    return questions.ask(engine -> act.on(engine.administration(), shard.nowMillis()));
  }

  /** The jobs of these ids that there are. */
  public List<JobRow> rows(List<Long> ids) throws InterruptedException {
    List<JobRow> rows = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += ROWS_PER_SLICE) {
      List<Long> slice = ids.subList(from, Math.min(ids.size(), from + ROWS_PER_SLICE));
      rows.addAll(
          questions.ask(engine ->
              slice.stream()
                  .flatMap(id -> Optional.ofNullable(engine.browser().find(id)).stream())
                  .toList()));
    }
    return rows;
  }

  /** The beginnings of the bodies of jobs, in their order; empty where a job is gone. */
  public List<byte[]> previews(List<JobRow> rows) throws InterruptedException {
    List<byte[]> previews = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += PREVIEWS_PER_SLICE) {
      List<JobRow> slice = rows.subList(from, Math.min(rows.size(), from + PREVIEWS_PER_SLICE));
      List<Opening> openings =
          questions.ask(
              _ -> slice.stream().map(row -> opening(row.id(), PREVIEW_BYTES_MAX)).toList());
      for (Opening opening : openings) {
        previews.add(opened(opening).map(Opened::body).orElseGet(() -> new byte[0]));
      }
    }
    return previews;
  }

  /**
   * The whole body of a job.
   *
   * @return empty when there is no such job, it changes meanwhile, or its body cannot be read
   */
  public Optional<byte[]> body(long jobId) throws InterruptedException {
    Optional<JobRow> row =
        questions.ask(engine -> Optional.ofNullable(engine.browser().find(jobId)));
    if (row.isEmpty() || row.get().body().bytes() > WHOLE_BYTES_MAX) {
      return Optional.empty();
    }
    if (!row.get().body().isResident()) {
      return open(jobId, WHOLE_BYTES_MAX).map(Opened::body);
    }
    byte[] whole = new byte[row.get().body().bytes()];
    for (int from = 0; from < whole.length; from += Bodies.BYTES_PER_SLICE) {
      int begin = from;
      boolean isCopied =
          questions.ask(engine -> {
            JobRow now = engine.browser().find(jobId);
            if (now == null || !now.body().equals(row.get().body())) {
              return false;
            }
            bodies.copyInto(whole, begin, now.body());
            return true;
          });
      if (!isCopied) {
        return Optional.empty();
      }
    }
    return Optional.of(whole);
  }

  /** What happened to a job as far as it is remembered, the oldest first. */
  public List<TimelineEvent> timeline(long jobId) throws InterruptedException {
    List<TimelineEvent> found = new ArrayList<>();
    long cursor = Timeline.NEWEST;
    while (cursor != Timeline.END && found.size() < EVENTS_MAX) {
      long from = cursor;
      cursor = questions.ask(_ -> timeline.look(jobId, from, EVENTS_PER_SLICE, found));
    }
    return found.reversed();
  }

  private Opening opening(long jobId, int bytesMax) {
    JobRow row = shard.engine().browser().find(jobId);
    return row == null
        ? new Opening(Optional.empty(), CompletableFuture.completedFuture(new byte[0]))
        : new Opening(Optional.of(row), bodies.copy(row.body(), bytesMax));
  }

  private static Optional<Opened> opened(Opening opening) throws InterruptedException {
    if (opening.row().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Opened(opening.row().get(), opening.body().get()));
    } catch (ExecutionException e) {
      // Mostly the job was deleted, and the segment with its body is gone.
      return Optional.empty();
    }
  }
}
