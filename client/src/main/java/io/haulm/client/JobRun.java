package io.haulm.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt at a job: runs the handler and does with the job what its outcome asks for. */
final class JobRun {
  private final WorkerJob job;
  private final WorkerSettings settings;
  private final Consumer<WorkerJob> onBegin;
  private final Runnable onEnd;

  JobRun(WorkerJob job, WorkerSettings settings, Consumer<WorkerJob> onBegin, Runnable onEnd) {
    this.job = job;
    this.settings = settings;
    this.onBegin = onBegin;
    this.onEnd = onEnd;
  }

  void run(JobHandler handler) {
    try {
      if (isPoison()) {
        buryPoison();
        return;
      }
    } catch (NotFoundException e) {
      tellLost();
      return;
    }
    if (settings.buriesFirst()) {
      // From here on nobody gets it, whatever becomes of this worker.
      job.connection().bury(job.id(), job.stats().priority());
    } else {
      onBegin.accept(job);
    }
    settings.listener().started(job);
    try {
      handle(handler);
    } finally {
      onEnd.run();
    }
  }

  // A job that is buried first never comes back by itself, so it cannot kill twice.
  private boolean isPoison() {
    return settings.deliveriesMax() != Worker.NEVER
        && !settings.buriesFirst()
        && job.stats().openDeliveries() > settings.deliveriesMax() * (1 + job.stats().kicks());
  }

  private void buryPoison() {
    if (job.claimEnd()) {
      job.connection().bury(job.id(), job.stats().priority());
      long before = job.stats().openDeliveries() - 1;
      settings.listener().buried(job, new PoisonJobException(job.id(), before));
    }
  }

  private void handle(JobHandler handler) {
    @Nullable Throwable failure = null;
    try {
      handler.handle(job);
    } catch (Throwable e) {
      failure = e;
    }
    // An interrupt that the handler has left behind would end the connection.
    Thread.interrupted();
    onEnd.run();
    if (!job.claimEnd()) {
      return;
    }
    try {
      settle(failure);
    } catch (NotFoundException e) {
      tellLost();
    } catch (ConnectionException e) {
      // Whoever gets the job next does it again; that is what a lost connection means.
      tellLost();
      throw e;
    }
  }

  private void tellLost() {
    if (!job.isLost()) {
      job.markLost();
      settings.listener().lost(job);
    }
  }

  private void settle(@Nullable Throwable failure) {
    if (failure == null) {
      delete();
      settings.listener().done(job);
    } else if (settings.buriesFirst()) {
      settings.listener().buried(job, failure);
    } else if (job.isLost()) {
      return;
    } else if (job.attempt() >= settings.attemptsMax()) {
      job.connection().bury(job.id(), job.stats().priority());
      settings.listener().buried(job, failure);
    } else {
      Duration delay = settings.backoff().after(job.attempt());
      job.connection().release(job.id(), job.stats().priority(), delay);
      settings.listener().released(job, failure, delay);
    }
  }

  // The work is done: when the connection was lost meanwhile, the job waits in its tube, and a
  // second
  // try spares the next worker from doing it again. A delete that is repeated does no harm.
  private void delete() {
    try {
      job.connection().delete(job.id());
    } catch (ConnectionLostException e) {
      job.connection().delete(job.id());
    }
  }
}
