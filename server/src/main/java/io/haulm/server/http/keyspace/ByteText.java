package io.haulm.server.http.keyspace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Bytes of keys and values as text. */
final class ByteText {
  private ByteText() {}

  /** The text that the bytes are in UTF-8; empty when they are none. */
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Text for people: bytes that are no text are shown as {@code \xff}. */
  static String shown(byte[] bytes) {
    Optional<String> text = utf8(bytes);
    return text.isPresent() ? text.get() : escaped(bytes);
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      if (b == '\\') {
        text.append("\\\\");
      } else if (b >= ' ' && b <= '~') {
        text.append((char) b);
      } else {
        text.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
      }
    }
    return text.toString();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The name of a key as it stands in a path. */
  static String key64(byte[] key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  /** JSON has no infinity. */
  static Object finite(double number) {
    return Double.isFinite(number) ? number : Double.toString(number);
  }
}
