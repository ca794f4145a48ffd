package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Marks messages that come again or that are given up. */
final class Redelivery {

  /** How often a message has come to a worker that did not finish it. */
  static final String COUNT = "haulm_deliveries";

  private static final String FLAG = "redelivered";

  // How an entry ends: exchange and routing key.
  private static final Pattern END = Pattern.compile(", ?\"[^\"\\\\]*\", ?\"([^\"\\\\]+)\"\\]$");
  private static final int TAIL_CHARS = 1024;

  private final Codec codec;

  Redelivery(Codec codec) {
    this.codec = codec;
  }

  /** A message of a worker that died, and the list it goes back to. */
  record Entry(String list, byte[] message) {}

  /** Reads kombu's entry {@code [message, exchange, routing key]} and marks the message. */
  Entry entry(byte[] entry) {
    List<Object> parts = Trees.list(codec.read(entry));
    Map<String, Object> message = Trees.map(parts.get(0));
    Map<String, Object> properties = Trees.map(message.get("properties"));
    int priority = properties.get("priority") instanceof Number number ? number.intValue() : 0;
    return new Entry(Keys.list(String.valueOf(parts.get(2)), priority), again(message));
  }

  /** Takes an entry apart that cannot be read: its queue, and what lies there. */
  static Entry unreadable(byte[] entry) {
    String text = new String(entry, StandardCharsets.ISO_8859_1);
    int tail = Math.max(0, text.length() - TAIL_CHARS);
    Matcher end = END.matcher(text.substring(tail));
    if (!text.startsWith("[") || !end.find()) {
      return new Entry(Keys.LOST, entry);
    }
    String queue =
        new String(end.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new Entry(queue, Arrays.copyOfRange(entry, 1, tail + end.start()));
  }

  private byte[] again(Map<String, Object> message) {
    Map<String, Object> tree = copy(message);
    Map<String, Object> headers = copy(tree.get("headers"));
    int before = headers.get(COUNT) instanceof Number count ? count.intValue() : 0;
    headers.put(FLAG, true);
    headers.put(COUNT, before + 1);
    tree.put("headers", headers);
    Map<String, Object> properties = copy(tree.get("properties"));
    Map<String, Object> target = copy(properties.get("delivery_info"));
    target.put(FLAG, true);
    properties.put("delivery_info", target);
    tree.put("properties", properties);
    return codec.write(tree);
  }

  /** The message with the reason why nobody will run it. */
  byte[] dead(byte[] message, String reason) {
    Map<String, Object> tree = copy(codec.read(message));
    Map<String, Object> headers = copy(tree.get("headers"));
    headers.put("haulm_reason", reason);
    tree.put("headers", headers);
    return codec.write(tree);
  }

  private static Map<String, Object> copy(@Nullable Object tree) {
    return new LinkedHashMap<>(Trees.map(tree));
  }
}
