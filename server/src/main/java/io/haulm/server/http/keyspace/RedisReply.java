package io.haulm.server.http.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A reply of the Redis face. */
public sealed interface RedisReply {
  /** A status: {@code OK}. */
  record Status(String word) implements RedisReply {}

  /** A refusal: {@code ERR no such key}. */
  record Failure(String message) implements RedisReply {}

  /** A whole number. */
  record Whole(long value) implements RedisReply {}

  /**
   * Bytes.
   *
   * @param bytes as many as are kept
   * @param length how many there were
   */
  record Bytes(byte[] bytes, long length) implements RedisReply {
    /** True when there were more. */
    public boolean isTruncated() {
      return bytes.length < length;
    }
  }

  /** Nothing. */
  enum Nil implements RedisReply {
    /** The only one. */
    NIL
  }

  /**
   * An array.
   *
   * @param parts as many as are kept
   * @param count how many there were
   */
  record Many(List<RedisReply> parts, long count) implements RedisReply {}

  /** The number; of a number in text form, too. */
  default long number() {
    return switch (this) {
      case Whole(long value) -> value;
      case Bytes _ -> Long.parseLong(text());
      case Status _, Failure _, Nil _, Many _ -> throw unexpected();
    };
  }

  /** The text of bytes or of a status. */
  default String text() {
    return switch (this) {
      case Status(String word) -> word;
      case Bytes(byte[] bytes, _) -> new String(bytes, StandardCharsets.UTF_8);
      case Whole(long value) -> Long.toString(value);
      case Failure _, Nil _, Many _ -> throw unexpected();
    };
  }

  /** The bytes. */
  default byte[] bytes() {
    return this instanceof Bytes(byte[] bytes, _) ? bytes : text().getBytes(StandardCharsets.UTF_8);
  }

  /** The parts of an array; none when there is nothing. */
  default List<RedisReply> parts() {
    return switch (this) {
      case Many(var parts, _) -> parts;
      case Nil _ -> List.of();
      case Status _, Failure _, Whole _, Bytes _ -> throw unexpected();
    };
  }

  private IllegalStateException unexpected() {
    return new IllegalStateException(
        "broken invariant: a reply has the shape of its command, not "
            + getClass().getSimpleName());
  }
}
