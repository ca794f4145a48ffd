package io.haulm.tasks.celery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads replies whose kind the command decides. */
final class Replies {

  private Replies() {}

  @SuppressWarnings("unchecked") // anything is an object
  static List<@Nullable Object> list(@Nullable Object reply) {
    if (reply instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    if (reply == null) {
      return List.of();
    }
    throw new RedisException("expected a list: " + reply);
  }

  static byte @Nullable [] bytes(@Nullable Object reply) {
    return reply instanceof byte[] bytes ? bytes : null;
  }

  static @Nullable String text(@Nullable Object reply) {
    return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : null;
  }

  static long number(@Nullable Object reply) {
    if (reply instanceof Long number) {
      return number;
    }
    String text = text(reply);
    return text == null ? 0 : Long.parseLong(text);
  }
}
