package io.haulm.tasks.schedule;

import io.haulm.tasks.TaskClient;
import io.haulm.tasks.spi.Threads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Looks about once a second what is due and enqueues it, until it is closed. Run as many as you
 * like, in as many programs: while one lives, the schedules are kept.
 */
public final class Scheduler implements AutoCloseable {

  private static final long LOOK_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 5_000;

  // How many looks at what is due come between two at all schedules.
  private static final int CORRECTED_LOOKS = 30;

  private final Schedules schedules;
  private final BiConsumer<String, Throwable> problems;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final LateRuns late = new LateRuns();
  private int looks;

  private Scheduler(Schedules schedules, BiConsumer<String, Throwable> problems) {
    this.schedules = schedules;
    this.problems = problems;
    this.thread = Threads.platformDaemons("haulm-scheduler").newThread(this::lookUntilClosed);
  }

  /**
   * Starts one.
   *
   * @param problems told what went wrong, such as a lost connection; the scheduler goes on
   */
  public static Scheduler start(TaskClient client, BiConsumer<String, Throwable> problems) {
    Scheduler scheduler = new Scheduler(client.schedules(), problems);
    scheduler.thread.start();
    return scheduler;
  }

  private void lookUntilClosed() {
    try {
      do {
        look();
      } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (looks++ % CORRECTED_LOOKS == 0) {
        schedules.correct(late);
      }
      schedules.fireDue();
    } catch (RuntimeException e) {
      problems.accept("enqueuing what is due", e);
    }
  }

  /** Looks no more, and waits for a look under way. The schedules stay in the server. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
