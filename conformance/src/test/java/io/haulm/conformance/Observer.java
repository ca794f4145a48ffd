package io.haulm.conformance;

import java.util.Map;
import java.util.Objects;

/**
 * A connection that only looks: whether workers wait, connections are gone, a job changed its
 * state.
 *
 * <p>It counts what it asked, so that its questions can be taken out of the statistics again.
 */
final class Observer implements AutoCloseable {

  private final Client client;
  private int statsAsked;
  private int statsJobAsked;

  Observer(TestServer server) {
    client = server.connect();
  }

  /** How often it asked for {@code stats}. */
  int statsAsked() {
    return statsAsked;
  }

  /** How often it asked for {@code stats-job}. */
  int statsJobAsked() {
    return statsJobAsked;
  }

  /** A number of {@code stats}. */
  long stat(String key) {
    statsAsked++;
    Map<String, String> stats = client.dictionary("stats");
    return Long.parseLong(Objects.requireNonNull(stats.get(key), key));
  }

  /** Waits until a number of {@code stats} is as wanted. */
  void awaitStat(String key, long wanted) {
    Polling.untilTrue(() -> key + " never became " + wanted, () -> stat(key) == wanted);
  }

  /** Whether a job is in a state. */
  boolean jobIs(String id, String state) {
    statsJobAsked++;
    return state.equals(client.dictionary("stats-job " + id).get("state"));
  }

  /** Deletes a job if it is there. */
  void delete(String id) {
    client.ask("delete " + id);
  }

  @Override
  public void close() {
    client.close();
  }
}
