package io.haulm.journal;

import java.util.concurrent.Executor;

/** Where the journal's own work runs. */
public interface JournalThreads {
  /** Work that is done in turns. Turns of one task never overlap. */
  interface Task {
    /**
     * Does all there is to do.
     *
     * @param timeOver true when the period of the task has passed since the last turn that was told
     *     so
     */
    void turn(boolean timeOver);
  }

  /** A task that was started. */
  interface Worker {
    /** A turn will begin after this call. Cheap; any thread. */
    void wake();

    /** Does a last turn and ends. Waits for it. */
    void stop();
  }

  /** Never time over. */
  long NO_PERIOD = 0;

  /**
   * Starts a task.
   *
   * @param everyMillis its period, or {@link #NO_PERIOD}
   */
  Worker start(String name, Task task, long everyMillis);

  /** A clock for lengths of time: how long a sync took. It decides nothing. */
  long nanoTime();

  /** Runs reads of bodies. */
  Executor readers();

  /** Ends the readers, after those that have begun. */
  void close();
}
