package io.haulm.bench.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The commands of the Redis protocol that loads send, as bytes made beforehand. */
public final class RespRequests {
  private static final String BODY = "x".repeat(Requests.BODY_BYTES);

  private RespRequests() {}

  /** Any command. */
  public static byte[] of(String... words) {
    var text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  /** Adds an entry with one field of {@link Requests#BODY_BYTES} bytes. */
  public static byte[] xadd(String stream) {
    return of("XADD", stream, "*", "data", BODY);
  }

  /** Reads new entries for a consumer. */
  public static byte[] xreadgroup(String stream, String group, String consumer, int count) {
    return of(
        "XREADGROUP",
        "GROUP",
        group,
        consumer,
        "COUNT",
        Integer.toString(count),
        "STREAMS",
        stream,
        ">");
  }

  /** Pushes an element of {@link Requests#BODY_BYTES} bytes. */
  public static byte[] lpush(String list) {
    return of("LPUSH", list, BODY);
  }

  /** Pops what was pushed first, or waits for it. */
  public static byte[] brpop(String list) {
    return of("BRPOP", list, "0");
  }
}
