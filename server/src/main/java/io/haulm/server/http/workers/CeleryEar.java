package io.haulm.server.http.workers;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes Celery's events from the messages that its workers publish, and the calls of tasks from
 * what is pushed to lists. On the shard's thread they are only put aside; on a thread of its own
 * they are taken apart, in the order in which they came.
 *
 * <p>Lists are everybody's, so nothing that is pushed is looked at before the first event was
 * heard: who has no Celery pays nothing for it.
 */
public final class CeleryEar implements AutoCloseable {
  /** So many bytes may wait to be taken apart; what comes when it is more is dropped. */
  static final long WAITING_BYTES_MAX = 16 << 20;

  /** Longest event or call that is looked at, in bytes. */
  static final int MESSAGE_BYTES_MAX = 1 << 20;

  private static final byte[] CHANNEL = ".celeryev/".getBytes(StandardCharsets.US_ASCII);

  /** Something overheard. */
  private sealed interface Heard {
    byte[] content();

    /** Published by a worker. */
    record Event(int database, byte[] content) implements Heard {}

    /** Pushed to a list. */
    record Push(int database, byte[] key, byte[] content) implements Heard {}
  }

  private final BlockingQueue<Heard> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final CeleryState state;
  private final Thread thread;
  private volatile boolean hasHeardEvents;

  /** What is heard goes to this state, one after the other, on one thread. */
  public CeleryEar(CeleryState state) {
    this.state = state;
    this.thread = Thread.ofVirtual().name("haulm-celery-ear").start(this::run);
  }

  /** A message was published. On the shard's thread. */
  public void published(byte[] channel, byte[] content) {
    int database = databaseOf(channel);
    if (database >= 0) {
      hasHeardEvents = true;
      put(new Heard.Event(database, content));
    }
  }

  /** Elements were pushed to a list. On the shard's thread. */
  public void pushed(int database, byte[] key, byte[][] elements) {
    if (hasHeardEvents) {
      for (byte[] element : elements) {
        if (element.length > 0 && element[0] == '{') {
          put(new Heard.Push(database, key, element));
        }
      }
    }
  }

  private void put(Heard heard) {
    int bytes = heard.content().length;
    if (bytes <= MESSAGE_BYTES_MAX && waitingBytes.get() + bytes <= WAITING_BYTES_MAX) {
      waitingBytes.addAndGet(bytes);
      waiting.add(heard);
    }
  }

  /** The 0 of {@code /0.celeryev/task.multi} and its like; negative when it is something else. */
  static int databaseOf(byte[] channel) {
    if (channel.length < 2 + CHANNEL.length || channel[0] != '/') {
      return -1;
    }
    int at = 1;
    int database = 0;
    while (at < 3 && channel[at] >= '0' && channel[at] <= '9') {
      database = database * 10 + channel[at] - '0';
      at++;
    }
    boolean isCelerys =
        at > 1
            && channel.length >= at + CHANNEL.length
            && Arrays.equals(channel, at, at + CHANNEL.length, CHANNEL, 0, CHANNEL.length);
    return isCelerys ? database : -1;
  }

  private void run() {
    try {
      while (true) {
        Heard heard = waiting.take();
        waitingBytes.addAndGet(-heard.content().length);
        switch (heard) {
          case Heard.Event(int database, byte[] content) ->
              decode(content).forEach(event -> state.happened(database, event));
          case Heard.Push(int database, byte[] key, byte[] content) ->
              CeleryMessage.parse(database, key, content).ifPresent(state::sent);
        }
      }
    } catch (InterruptedException e) {
      // The server stops.
      Thread.currentThread().interrupt();
    }
  }

  /** The events in a message of Kombu's; none when it is something else. */
  static List<JsonNode> decode(byte[] message) {
    try {
      JsonNode decoded = Json.tree(CeleryMessage.bodyOf(Json.tree(message)));
      List<JsonNode> events = new ArrayList<>();
      if (decoded.isArray()) {
        decoded.forEach(events::add);
      } else if (decoded.isObject()) {
        events.add(decoded);
      }
      return events;
    } catch (IOException | IllegalArgumentException e) {
      return List.of();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
