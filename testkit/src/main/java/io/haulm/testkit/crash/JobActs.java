package io.haulm.testkit.crash;

import java.io.IOException;

/** The commands of a worker, each recorded with how it ended. */
final class JobActs {
  /** Makes the record of an operation that has ended. */
  private interface Ended {
    Operation record(long startNanos, long endNanos, Outcome outcome);
  }

  /** Of jobs whose time to run the worker does not know it assumes the shortest in the load. */
  private static final long TTR_MILLIS_MIN = 2000;

  private final BeanstalkConnection connection;
  private final long number;
  private final History history;

  JobActs(BeanstalkConnection connection, long number, History history) {
    this.connection = connection;
    this.number = number;
    this.history = history;
  }

  /** Reserves a job; {@link Operation#NO_ID} when there is none. */
  long reserve(int timeoutSeconds) throws IOException {
    long startNanos = System.nanoTime();
    BeanstalkConnection.Answer answer = connection.ask("reserve-with-timeout " + timeoutSeconds);
    if (!answer.verb().equals("RESERVED")) {
      return Operation.NO_ID;
    }
    long jobId = answer.number(1);
    history.add(
        new Operation.Reserve(
            startNanos, System.nanoTime(), number, jobId, answer.body(), TTR_MILLIS_MIN));
    return jobId;
  }

  void delete(long jobId) throws IOException {
    act(
        "delete " + jobId,
        "DELETED",
        (start, end, outcome) -> new Operation.Delete(start, end, outcome, number, jobId));
  }

  void release(long jobId, int delaySeconds) throws IOException {
    act(
        "release " + jobId + " 1 " + delaySeconds,
        "RELEASED",
        (start, end, outcome) ->
            new Operation.Release(start, end, outcome, number, jobId, delaySeconds * 1000L));
  }

  void bury(long jobId) throws IOException {
    act(
        "bury " + jobId + " 1",
        "BURIED",
        (start, end, outcome) -> new Operation.Bury(start, end, outcome, number, jobId));
  }

  void touch(long jobId) throws IOException {
    act(
        "touch " + jobId,
        "TOUCHED",
        (start, end, outcome) -> new Operation.Touch(start, end, outcome, number, jobId));
  }

  void kick(long jobId) throws IOException {
    act(
        "kick-job " + jobId,
        "KICKED",
        (start, end, outcome) -> new Operation.Kick(start, end, outcome, jobId));
  }

  private void act(String line, String success, Ended ended) throws IOException {
    long startNanos = System.nanoTime();
    try {
      BeanstalkConnection.Answer answer = connection.ask(line);
      Outcome outcome = answer.verb().equals(success) ? Outcome.OK : Outcome.REFUSED;
      history.add(ended.record(startNanos, System.nanoTime(), outcome));
    } catch (IOException e) {
      history.add(ended.record(startNanos, System.nanoTime(), Outcome.UNKNOWN));
      throw e;
    }
  }
}
