package io.haulm.testkit.model;

import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.JobState;
import java.util.Optional;

/** What an administrator may do, and the trash. */
final class ModelAdministration {
  private final ModelState state;

  ModelAdministration(ModelState state) {
    this.state = state;
  }

  Outcome kick(long nowMillis, long jobId) {
    Optional<ModelJob> found = state.job(jobId);
    if (found.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    ModelJob job = found.get();
    if (job.state == JobState.READY || job.state == JobState.RESERVED) {
      return Outcome.WRONG_STATE;
    }
    job.kicks++;
    job.reservesRemembered = job.reserves;
    state.makeReady(nowMillis, job);
    return Outcome.DONE;
  }

  Outcome release(long nowMillis, long jobId) {
    Optional<ModelJob> found = state.job(jobId);
    if (found.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    ModelJob job = found.get();
    if (job.state != JobState.RESERVED) {
      return Outcome.WRONG_STATE;
    }
    job.releases++;
    job.reservesRemembered = job.reserves;
    state.makeReady(nowMillis, job);
    return Outcome.DONE;
  }

  Outcome bury(long nowMillis, long jobId) {
    Optional<ModelJob> found = state.job(jobId);
    if (found.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    ModelJob job = found.get();
    if (job.state == JobState.BURIED || job.state == JobState.RESERVED) {
      return Outcome.WRONG_STATE;
    }
    job.buries++;
    job.reservesRemembered = job.reserves;
    state.makeBuried(nowMillis, job);
    return Outcome.DONE;
  }

  /** Whether the job's priority and body may be changed; the caller has them changed. */
  Outcome edit(long jobId, long priority) {
    Optional<ModelJob> found = state.job(jobId);
    if (found.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    ModelJob job = found.get();
    if (job.state == JobState.RESERVED) {
      return Outcome.WRONG_STATE;
    }
    job.priority = priority;
    job.reservesRemembered = job.reserves;
    return Outcome.DONE;
  }

  Outcome move(long nowMillis, long jobId, String tube) {
    Optional<ModelJob> found = state.job(jobId);
    if (found.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    ModelJob job = found.get();
    if (job.state == JobState.RESERVED || job.tube.equals(tube)) {
      return Outcome.WRONG_STATE;
    }
    String from = job.tube;
    enter(nowMillis, job, tube);
    state.forgetTubeIfUnneeded(from);
    return Outcome.DONE;
  }

  Outcome discard(long jobId, long operation, long untilMillis) {
    Optional<ModelJob> found = state.job(jobId);
    if (found.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    ModelJob job = found.get();
    if (job.state == JobState.RESERVED) {
      return Outcome.WRONG_STATE;
    }
    state.jobs.remove(job);
    state.trash.add(job);
    job.trashOperation = operation;
    job.trashUntilMillis = untilMillis;
    state.forgetTubeIfUnneeded(job.tube);
    return Outcome.DONE;
  }

  /** A job comes back out of the trash, as it was but for a delay that has ended there. */
  void restore(long nowMillis, ModelJob job) {
    state.trash.remove(job);
    state.jobs.add(job);
    enter(nowMillis, job, job.tube);
  }

  /** Delays end in the trash as well; what is too long in it is gone for good. */
  void passInTrash(long nowMillis) {
    for (ModelJob job : state.trash) {
      if (job.state == JobState.DELAYED && job.untilMillis <= nowMillis) {
        job.state = JobState.READY;
        job.untilMillis = 0;
        job.sinceMillis = nowMillis;
        job.orSinceMillis = 0;
      }
    }
    state.trash.removeIf(job -> job.trashUntilMillis <= nowMillis);
  }

  private void enter(long nowMillis, ModelJob job, String name) {
    if (state.tube(name).isEmpty()) {
      state.tubes.add(new ModelTube(name));
    }
    job.tube = name;
    if (job.state == JobState.READY) {
      state.serveWaiting(nowMillis, state.tubeOf(job));
    }
  }
}
