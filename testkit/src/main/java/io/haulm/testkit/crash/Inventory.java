package io.haulm.testkit.crash;

import java.io.IOException;

/** Asks a server at the end for everything that it has. */
final class Inventory {
  private static final int PEEKS_AT_ONCE = 256;

  /** Longest delay in the load and a little more: so long a last reserve waits. */
  private static final int WAIT_SECONDS = 2;

  private final BeanstalkConnection connection;
  private final History history;
  private final JobActs acts;

  Inventory(BeanstalkConnection connection, long number, History history) {
    this.connection = connection;
    this.history = history;
    this.acts = new JobActs(connection, number, history);
  }

  /**
   * Reserves and deletes every job that can be had.
   *
   * @return how many there were
   */
  int drain() throws IOException {
    for (String tube : LoadClient.TUBES) {
      connection.ask("watch " + tube);
      connection.ask("use " + tube);
      connection.ask("kick 4294967295");
    }
    int drained = 0;
    for (long jobId = acts.reserve(WAIT_SECONDS);
        jobId != Operation.NO_ID;
        jobId = acts.reserve(WAIT_SECONDS)) {
      acts.delete(jobId);
      drained++;
    }
    return drained;
  }

  /**
   * Records every job with an id up to {@code lastId} that is still there.
   *
   * @return how many there were
   */
  int count(long lastId) throws IOException {
    int present = 0;
    for (long from = 1; from <= lastId; from += PEEKS_AT_ONCE) {
      long to = Math.min(lastId, from + PEEKS_AT_ONCE - 1);
      long startNanos = System.nanoTime();
      for (long id = from; id <= to; id++) {
        connection.line("peek " + id);
      }
      connection.flush();
      for (long id = from; id <= to; id++) {
        BeanstalkConnection.Answer answer = connection.answer();
        if (answer.verb().equals("FOUND")) {
          long endNanos = System.nanoTime();
          history.add(new Operation.Present(startNanos, endNanos, id, answer.body()));
          present++;
        }
      }
    }
    return present;
  }
}
