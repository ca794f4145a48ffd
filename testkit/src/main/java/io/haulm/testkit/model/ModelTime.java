package io.haulm.testkit.model;

import io.haulm.engine.JobState;
import io.haulm.engine.Reply.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens in the model by the passing of time.
 *
 * <p>Things happen in the order of the times at which they fall due. When a clock is late, a thing
 * still happens <em>at</em> the late time: a job that is handed over has its whole time to run
 * before it. Things that fall due in the same millisecond happen in the order of {@link #dueAt}:
 * delays, pauses, times to run, waits. Nobody may rely on that last order, so {@link TieSearch}
 * accepts every other one.
 */
public final class ModelTime {
  /** So long before the end of a time to run a waiting holder is warned. */
  private static final long MARGIN_MILLIS = 1000;

  private final ModelState state;

  ModelTime(ModelState state) {
    this.state = state;
  }

  /** When the session is to be warned that a job of its own is about to run out of time. */
  long deadlineSoonMillis(ModelSession session) {
    return state
        .jobsHeldBy(session)
        .mapToLong(job -> job.untilMillis - MARGIN_MILLIS)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long waitEndsMillis(ModelSession session) {
    return Math.min(session.waitsUntilMillis, deadlineSoonMillis(session));
  }

  /** When the next thing falls due; {@link Long#MAX_VALUE} when nothing ever does. */
  public long nextDueMillis() {
    long next = Long.MAX_VALUE;
    for (ModelJob job : state.jobs) {
      if (job.state == JobState.DELAYED || job.state == JobState.RESERVED) {
        next = Math.min(next, job.untilMillis);
      }
    }
    for (ModelTube tube : state.tubes) {
      if (tube.isPaused()) {
        next = Math.min(next, tube.pausedUntilMillis);
      }
    }
    for (ModelSession session : state.waiting) {
      next = Math.min(next, waitEndsMillis(session));
    }
    return next;
  }

  /** Everything that falls due in one millisecond. */
  public List<Due> dueAt(long dueMillis) {
    List<Due> due = new ArrayList<>();
    state.jobs.stream()
        .filter(job -> job.state == JobState.DELAYED && job.untilMillis == dueMillis)
        .forEach(job -> due.add(new Due.DelayEnds(job.id)));
    state.tubes.stream()
        .filter(tube -> tube.pausedUntilMillis == dueMillis)
        .forEach(tube -> due.add(new Due.PauseEnds(tube.name)));
    state.jobs.stream()
        .filter(job -> job.state == JobState.RESERVED && job.untilMillis == dueMillis)
        .forEach(job -> due.add(new Due.TimeToRunEnds(job.id)));
    state.waiting.stream()
        .filter(session -> waitEndsMillis(session) == dueMillis)
        .forEach(session -> due.add(new Due.WaitEnds(session.handle)));
    return due;
  }

  /** Lets a thing happen that fell due at {@code dueMillis}. */
  public void happen(long nowMillis, long dueMillis, Due due) {
    switch (due) {
      case Due.DelayEnds(long jobId) -> state.makeReady(nowMillis, state.job(jobId).orElseThrow());
      case Due.PauseEnds(String name) -> {
        ModelTube tube = state.tube(name).orElseThrow();
        tube.endPause();
        state.serveWaiting(nowMillis, tube);
        state.forgetTubeIfUnneeded(name);
      }
      case Due.TimeToRunEnds(long jobId) -> {
        ModelJob job = state.job(jobId).orElseThrow();
        job.timeouts++;
        job.reservesRemembered = job.reserves;
        state.jobTimeouts++;
        state.makeReady(nowMillis, job);
      }
      case Due.WaitEnds(var handle) -> {
        ModelSession session = state.session(handle);
        boolean warned = deadlineSoonMillis(session) <= dueMillis;
        state.answer(session, warned ? Plain.DEADLINE_SOON : Plain.TIMED_OUT);
      }
    }
  }

  /** Lets everything happen that is due. */
  public void advance(long nowMillis) {
    for (long next = nextDueMillis(); next <= nowMillis; next = nextDueMillis()) {
      happen(nowMillis, next, dueAt(next).getFirst());
    }
  }
}
