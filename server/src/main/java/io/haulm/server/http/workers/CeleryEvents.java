package io.haulm.server.http.workers;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Takes Celery's events from the messages that its workers publish: on the shard's thread a message
 * is only put aside, on a thread of its own it is taken apart.
 */
public final class CeleryEvents implements AutoCloseable {
  /** How many messages may wait to be taken apart; more than that are dropped. */
  static final int WAITING_MAX = 4096;

  /** Longest message that is looked at, in bytes. */
  static final int MESSAGE_BYTES_MAX = 1 << 20;

  private static final byte[] CHANNEL = ".celeryev/".getBytes(StandardCharsets.US_ASCII);

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Consumer<JsonNode> consumer;
  private final Thread thread;

  /** Events go to this consumer, one after the other, on one thread. */
  public CeleryEvents(Consumer<JsonNode> consumer) {
    this.consumer = consumer;
    this.thread = Thread.ofVirtual().name("haulm-celery-events").start(this::run);
  }

  /** A message was published. On the shard's thread. */
  public void published(byte[] channel, byte[] content) {
    if (isCelerys(channel) && content.length <= MESSAGE_BYTES_MAX) {
      boolean _ = waiting.offer(content);
    }
  }

  /** True for {@code /0.celeryev/task.multi} and its like. */
  private static boolean isCelerys(byte[] channel) {
    if (channel.length < 2 + CHANNEL.length || channel[0] != '/') {
      return false;
    }
    int at = 1;
    while (at < channel.length && channel[at] >= '0' && channel[at] <= '9') {
      at++;
    }
    return at > 1
        && channel.length >= at + CHANNEL.length
        && Arrays.equals(channel, at, at + CHANNEL.length, CHANNEL, 0, CHANNEL.length);
  }

  private void run() {
    try {
      while (true) {
        decode(waiting.take()).forEach(consumer);
      }
    } catch (InterruptedException e) {
      // The server stops.
      Thread.currentThread().interrupt();
    }
  }

  /** The events in a message of Kombu's; none when it is something else. */
  static List<JsonNode> decode(byte[] message) {
    try {
      JsonNode envelope = Json.tree(message);
      String body = envelope.path("body").asText();
      boolean isBase64 = envelope.at("/properties/body_encoding").asText().equals("base64");
      JsonNode decoded =
          Json.tree(
              isBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8));
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
