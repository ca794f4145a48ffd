package io.haulm.engine.keyspace;

import java.nio.charset.StandardCharsets;

/**
 * Takes a reply, part by part, in the order in which a client reads it. After a header come as many
 * parts as it announced.
 *
 * <p>A handler that has begun to tell a reply must not refuse any more.
 */
public interface ReplySink {
  /** A status, a short word without line breaks. */
  void status(String word);

  /** The usual status. */
  default void ok() {
    status("OK");
  }

  /** A refusal: code and text without line breaks, {@code "ERR no such key"}. */
  void error(String message);

  /** A whole number. */
  void integer(long value);

  /** Bytes: {@code length} of {@code bytes} from {@code from} on, copied before this returns. */
  void bulk(byte[] bytes, int from, int length);

  /** Bytes, all of them. */
  default void bulk(byte[] bytes) {
    bulk(bytes, 0, bytes.length);
  }

  /** Text, as UTF-8. */
  default void bulk(String text) {
    bulk(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole number as bytes, for the replies that have numbers in text form. */
  default void bulkInteger(long value) {
    bulk(Long.toString(value));
  }

  /** Nothing, where bytes might have been: {@code $-1} in RESP2. */
  void nil();

  /** Nothing, where an array might have been: {@code *-1} in RESP2. */
  void nilArray();

  /** The header of {@code count} parts. */
  void array(int count);

  /** The header of {@code pairs} keys with values; twice as many parts follow. */
  void map(int pairs);

  /** The header of {@code count} members in no order. */
  void set(int count);

  /** The header of a message that nobody asked for. */
  void push(int count);

  /** A number with a fraction: text in RESP2. */
  void number(double value);

  /** True or false: 1 or 0 in RESP2. */
  void bool(boolean value);

  /** Text for people: bytes in RESP2. */
  void text(String value);

  /** Text of a kind that three letters name, as {@code mkd} for Markdown: bytes in RESP2. */
  default void verbatim(String format, byte[] bytes) {
    bulk(bytes);
  }

  /** The digits of a whole number of any size: bytes in RESP2. */
  default void bigNumber(String digits) {
    bulk(digits);
  }

  /** True when the client speaks RESP3, for the few replies that have another shape there. */
  boolean isResp3();
}
