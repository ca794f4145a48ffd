package io.haulm.server.http.keyspace;

import io.haulm.server.http.EventStream;
import io.haulm.server.http.Json;
import io.haulm.server.http.Problem;
import java.util.List;

/**
 * Tells a browser the entries that come to a stream. It looks again and again instead of waiting in
 * the engine: nothing is left there when the browser goes, and a slow one misses nothing.
 */
final class StreamTail {
  private static final long LOOK_MILLIS = 300;
  private static final int COUNT = 100;

  private final CommandRunner runner;
  private final KeyName key;
  private String lastId;

  private StreamTail(CommandRunner runner, KeyName key, String lastId) {
    this.runner = runner;
    this.key = key;
    this.lastId = lastId;
  }

  /**
   * A tail of a stream.
   *
   * @param lastId the last entry that the browser knows; {@code $} to begin with the next one
   * @throws Problem when there is no such stream
   */
  static StreamTail from(CommandRunner runner, KeyName key, String lastId)
      throws InterruptedException {
    StreamFacts facts =
        runner.inTurn(
            key.database(), session -> StreamFacts.ofKnown(session, key.database(), key.name()));
    String from = lastId.equals("$") ? facts.lastId() : StreamFacts.checkId(lastId);
    return new StreamTail(runner, key, from);
  }

  /** Tells entries as long as the stream of events is open. On a thread of its own. */
  void follow(EventStream events) {
    try {
      while (events.isOpen()) {
        if (!tellNext(events)) {
          Thread.sleep(LOOK_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Problem e) {
      // The stream of entries has gone, or the server stops.
      events.close();
    }
  }

  /** True when there may be more at once. */
  private boolean tellNext(EventStream events) throws InterruptedException {
    Told told =
        runner.run(
            key.database(),
            CommandRunner.words("XRANGE", key.name(), "(" + lastId, "+", "COUNT", COUNT));
    List<StreamFacts.Entry> entries = StreamFacts.entries(CommandRunner.orRefuse(told));
    for (StreamFacts.Entry entry : entries) {
      if (!events.send("entry", entry.id(), Json.bytes(entry))) {
        return false;
      }
      lastId = entry.id();
    }
    return entries.size() == COUNT;
  }
}
