package io.haulm.server.http.keyspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.haulm.server.console.BodyMask;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a key or a value as JSON shows them, without loss.
 *
 * @param text when they are UTF-8, the text; else escaped, with {@code \x00} for a byte that is
 *     none of a visible ASCII sign
 * @param base64 the bytes themselves, when the text does not say them
 * @param truncated true when there are more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Shown(String text, @Nullable String base64, @Nullable Boolean truncated) {
  /** More than so many bytes of one value are not shown. */
  static final int BYTES_MAX = 64 * 1024;

  private static final int FIRST_VISIBLE = 0x20;
  private static final int LAST_VISIBLE = 0x7e;

  /** These bytes, or as many of them as are shown. */
  static Shown of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** The bytes of a reply. */
  static Shown of(RedisReply reply) {
    return reply instanceof RedisReply.Bytes(byte[] bytes, long length)
        ? of(bytes, length)
        : of(reply.bytes());
  }

  /** The bytes of a reply, without what is hidden in them. */
  static Shown of(RedisReply reply, BodyMask mask) {
    return of(reply, mask::apply);
  }

  /** The bytes of the value of a field, without what is hidden in them. */
  static Shown ofField(RedisReply field, RedisReply value, BodyMask mask) {
    String name = field.text();
    return of(value, bytes -> mask.applyToField(name, bytes));
  }

  private static Shown of(RedisReply reply, Function<byte[], BodyMask.Masked> mask) {
    byte[] bytes = reply.bytes();
    BodyMask.Masked masked = mask.apply(bytes);
    if (!masked.hasHidden()) {
      return of(reply);
    }
    long length = reply instanceof RedisReply.Bytes(var _, long whole) ? whole : bytes.length;
    return of(masked.bytes(), masked.bytes().length + length - bytes.length);
  }

  /** The bytes of each, without what is hidden in them. */
  static List<Shown> all(List<RedisReply> replies, BodyMask mask) {
    return replies.stream().map(reply -> of(reply, mask)).toList();
  }

  private static Shown of(byte[] bytes, long length) {
    byte[] first = bytes.length > BYTES_MAX ? Arrays.copyOf(bytes, BYTES_MAX) : bytes;
    Boolean truncated = first.length < length ? Boolean.TRUE : null;
    String text = utf8(first, truncated != null);
    return text == null
        ? new Shown(escaped(first), Base64.getEncoder().encodeToString(first), truncated)
        : new Shown(text, null, truncated);
  }

  /** The text; null when these bytes are none. Where they were cut off, a sign may be broken. */
  private static @Nullable String utf8(byte[] bytes, boolean isCut) {
    int end = isCut ? lastSignBegins(bytes) : bytes.length;
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
      return text.indexOf('\0') >= 0 ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int lastSignBegins(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    return Math.max(0, end - 1);
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte one : bytes) {
      int value = one & 0xFF;
      if (value == '\\') {
        text.append("\\\\");
      } else if (value >= FIRST_VISIBLE && value <= LAST_VISIBLE) {
        text.append((char) value);
      } else {
        text.append(String.format("\\x%02x", value));
      }
    }
    return text.toString();
  }
}
