package io.haulm.engine;

/**
 * What a connection asks of the engine. One record per verb of the beanstalkd protocol.
 *
 * <p>A face answers a client's mistake before it makes a command; nonsense that arrives here is our
 * own bug, so the records throw.
 */
public sealed interface Command {
  /** The connection that asks. */
  Session session();

  /** The face got a whole put line: take an id and remember the parameters until the body is in. */
  record BeginPut(Session session, long priority, long delayMillis, long ttrMillis)
      implements Command {
    /**
     * Checks the ranges.
     *
     * @param priority 0 (most urgent) to {@link Limits#PRIORITY_MAX}
     * @param delayMillis how long the job stays delayed; 0 makes it ready at once
     * @param ttrMillis time to run; the engine raises 0 to one second, as beanstalkd does
     */
    public BeginPut {
      Check.inRange("priority", priority, 0, Limits.PRIORITY_MAX);
      Check.inRange("delayMillis", delayMillis, 0, Limits.DURATION_MILLIS_MAX);
      Check.inRange("ttrMillis", ttrMillis, 0, Limits.DURATION_MILLIS_MAX);
    }
  }

  /**
   * The body of the put begun last on this session is complete. The engine owns {@code bodyRef}
   * from here on, whatever it replies.
   *
   * @param bodyRef a body in {@link Engine#bodies()}, or {@link
   *     io.haulm.engine.body.BodyStore#NONE} when there was no memory for it
   * @param bodyBytes its length
   */
  record EndPut(Session session, long bodyRef, int bodyBytes) implements Command {}

  /** From now on this session puts into {@code tube} (created when missing). */
  record Use(Session session, String tube) implements Command {}

  /** Adds {@code tube} to the tubes that this session reserves from (created when missing). */
  record Watch(Session session, String tube) implements Command {}

  /** Takes {@code tube} off the tubes that this session reserves from, unless it is the last. */
  record Ignore(Session session, String tube) implements Command {}

  /** Waits without limit for a job of any watched tube. */
  record Reserve(Session session) implements Command {}

  /**
   * Waits for a job of any watched tube.
   *
   * @param timeoutMillis how long to wait; 0 answers at once
   */
  record ReserveWithTimeout(Session session, long timeoutMillis) implements Command {
    /** Checks the range. */
    public ReserveWithTimeout {
      Check.inRange("timeoutMillis", timeoutMillis, 0, Limits.DURATION_MILLIS_MAX);
    }
  }

  /** Reserves one given job, of any tube, ready, delayed or buried. */
  record ReserveJob(Session session, long jobId) implements Command {}

  /** Deletes a job that is not reserved by another session. */
  record Delete(Session session, long jobId) implements Command {}

  /** Gives a reserved job back, with a new priority, ready now or after a delay. */
  record Release(Session session, long jobId, long priority, long delayMillis) implements Command {
    /** Checks the ranges. */
    public Release {
      Check.inRange("priority", priority, 0, Limits.PRIORITY_MAX);
      Check.inRange("delayMillis", delayMillis, 0, Limits.DURATION_MILLIS_MAX);
    }
  }

  /** Puts a reserved job aside until somebody kicks it. */
  record Bury(Session session, long jobId, long priority) implements Command {
    /** Checks the range. */
    public Bury {
      Check.inRange("priority", priority, 0, Limits.PRIORITY_MAX);
    }
  }

  /** Starts the time to run of a reserved job again. */
  record Touch(Session session, long jobId) implements Command {}

  /** Shows a job without reserving it. */
  record Peek(Session session, long jobId) implements Command {}

  /** Shows the next ready job of the used tube. */
  record PeekReady(Session session) implements Command {}

  /** Shows the delayed job of the used tube whose delay ends first. */
  record PeekDelayed(Session session) implements Command {}

  /** Shows the job of the used tube that was buried first. */
  record PeekBuried(Session session) implements Command {}

  /**
   * Makes up to {@code bound} jobs of the used tube ready: buried ones if there are any, else
   * delayed ones.
   */
  record Kick(Session session, long bound) implements Command {
    /** Checks the range. */
    public Kick {
      Check.inRange("bound", bound, 0, 0xFFFF_FFFFL);
    }
  }

  /** Makes one buried or delayed job ready. */
  record KickJob(Session session, long jobId) implements Command {}

  /** Statistics of one job. */
  record StatsJob(Session session, long jobId) implements Command {}

  /** Statistics of one tube. */
  record StatsTube(Session session, String tube) implements Command {}

  /** Statistics of the engine. */
  record Stats(Session session) implements Command {}

  /** Names of all tubes. */
  record ListTubes(Session session) implements Command {}

  /** Name of the used tube. */
  record ListTubeUsed(Session session) implements Command {}

  /** Names of the watched tubes. */
  record ListTubesWatched(Session session) implements Command {}

  /** Stops reservations from a tube for a while; 0 ends a pause. */
  record PauseTube(Session session, String tube, long pauseMillis) implements Command {
    /** Checks the range. */
    public PauseTube {
      Check.inRange("pauseMillis", pauseMillis, 0, Limits.DURATION_MILLIS_MAX);
    }
  }
}
