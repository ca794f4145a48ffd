package io.haulm.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One of a worker's hands: a thread and a connection. It reserves a job, has it handled, settles
 * it, and does so again.
 *
 * <p>Why a connection each? While a connection waits for a job it answers nothing else, so another
 * handler's delete would wait with it.
 */
final class WorkerSlot {
  /** A reserve that waits longer is sent anew; that shows when a silent server is gone. */
  private static final Duration RESERVE_WAIT = Duration.ofSeconds(60);

  private static final Backoff TROUBLE =
      Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(5));

  private enum Phase {
    WAITING,
    RUNNING,
    ENDED
  }

  private final WorkerSettings settings;
  private final JobHandler handler;
  private final Connection connection;
  private final CountDownLatch stopping;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
  private volatile @Nullable WorkerJob current;
  private volatile @Nullable LeaseKeeper lease;
  private volatile @Nullable Thread thread;
  private int troubles;

  WorkerSlot(WorkerSettings settings, JobHandler handler, CountDownLatch stopping) {
    this.settings = settings;
    this.handler = handler;
    this.stopping = stopping;
    this.connection = Connection.watching(settings.options(), settings.tubes());
  }

  /** Works until the worker stops. */
  void run() {
    Thread self = Thread.currentThread();
    thread = self;
    try {
      while (stopping.getCount() > 0) {
        try {
          connection.reserve(RESERVE_WAIT).ifPresent(this::work);
          troubles = 0;
        } catch (DeadlineSoonException e) {
          // A job that a handler left behind is about to go back by itself.
          pause();
        } catch (BeanstalkException e) {
          meet(e);
        } catch (RuntimeException | Error e) {
          // Whatever it was, it must not cost the worker a hand.
          self.getUncaughtExceptionHandler().uncaughtException(self, e);
          pause();
        }
      }
    } catch (InterruptedException e) {
      // Somebody wants this thread to end.
    } finally {
      phase.set(Phase.ENDED);
      connection.close();
    }
  }

  private void meet(BeanstalkException failure) throws InterruptedException {
    if (stopping.getCount() > 0) {
      troubles++;
      settings.listener().serverFailed(failure);
      pause();
    }
  }

  private void pause() throws InterruptedException {
    stopping.await(TROUBLE.after(Math.max(troubles, 1)).toMillis(), TimeUnit.MILLISECONDS);
  }

  private void work(Job reserved) {
    if (!phase.compareAndSet(Phase.WAITING, Phase.RUNNING)) {
      // The worker has stopped meanwhile and closed the connection, so the job is back in its tube.
      return;
    }
    WorkerJob job = new WorkerJob(reserved, connection);
    current = job;
    try {
      new JobRun(job, settings, this::keepAlive, this::letGo).run(handler);
    } finally {
      current = null;
      phase.compareAndSet(Phase.RUNNING, Phase.WAITING);
    }
  }

  private void keepAlive(WorkerJob job) {
    long waitNanos = TimeUnit.MILLISECONDS.toNanos(settings.firstLookMillis());
    lease = new LeaseKeeper(job, System.nanoTime() + waitNanos, settings.listener());
  }

  private void letGo() {
    lease = null;
  }

  /** Renews the lease of the job that is being done, if it is time. */
  void renewLease(long nowNanos) {
    LeaseKeeper running = lease;
    if (running != null) {
      running.look(nowNanos);
    }
  }

  /** Ends a slot that has no job. One that has ends when its handler does. */
  void endIfIdle() {
    if (phase.compareAndSet(Phase.WAITING, Phase.ENDED)) {
      connection.close();
    }
  }

  /** Gives the job of a handler that did not end in time back, and interrupts the handler. */
  void giveUp() {
    WorkerJob job = current;
    if (job != null && job.claimEnd()) {
      job.markLost();
      phase.set(Phase.ENDED);
      // The server gives back what a closed connection held, with its own priority.
      connection.close();
      settings.listener().lost(job);
      Thread running = thread;
      if (running != null) {
        running.interrupt();
      }
    }
  }
}
