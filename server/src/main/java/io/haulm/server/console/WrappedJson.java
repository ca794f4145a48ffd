package io.haulm.server.console;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into texts that are JSON themselves, plainly or in base 64. */
final class WrappedJson {
  /** JSON in JSON in JSON: what is wrapped deeper is hidden. */
  static final int DEPTH_MAX = 4;

  /** Shorter texts are words, and no JSON in base 64 that has a field. */
  private static final int WRAPPED_CHARS_MIN = 8;

  /** A field that only messages of Celery's have. */
  private static final byte[] ENVELOPE = "\"body_encoding\"".getBytes(StandardCharsets.US_ASCII);

  private WrappedJson() {}

  /**
   * What to show instead of a text.
   *
   * @param text its characters, or its bytes as characters
   * @param depth in how many texts it lies
   * @return null when it may be shown as it is
   */
  static byte @Nullable [] masked(String text, List<List<String>> paths, int depth) {
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      return inside(text.getBytes(StandardCharsets.UTF_8), paths, depth);
    }
    byte[] decoded = couldBeWrapped(stripped) ? decoded(stripped) : null;
    byte[] shown = decoded == null ? null : inside(decoded, paths, depth);
    return shown == null ? null : Base64.getEncoder().encode(shown);
  }

  private static byte @Nullable [] inside(byte[] json, List<List<String>> paths, int depth) {
    if (!BodyMask.isStructure(json)) {
      return null;
    }
    if (depth >= DEPTH_MAX) {
      return BodyMask.HIDDEN;
    }
    List<MaskedWalk.Range> hidden = new MaskedWalk(json, paths, depth + 1).hidden();
    return hidden.isEmpty() ? null : BodyMask.cut(json, hidden);
  }

  /** Base 64 of a brace or a bracket begins like this: so most texts need not be decoded. */
  private static boolean couldBeWrapped(String text) {
    return text.length() >= WRAPPED_CHARS_MIN && (text.startsWith("e") || text.startsWith("W"));
  }

  private static byte @Nullable [] decoded(String text) {
    String whole = text.replace("\r", "").replace("\n", "");
    boolean isForUrls = whole.indexOf('-') >= 0 || whole.indexOf('_') >= 0;
    try {
      return (isForUrls ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(whole);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** True when a body has the fields of a message of Celery's. */
  static boolean isEnvelope(byte[] body) {
    for (int i = 0; i + ENVELOPE.length <= body.length; i++) {
      if (Arrays.equals(body, i, i + ENVELOPE.length, ENVELOPE, 0, ENVELOPE.length)) {
        return true;
      }
    }
    return false;
  }

  /** True when a text is JSON, plainly or in base 64, so that it can be looked into. */
  static boolean canBeLookedInto(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      return true;
    }
    byte[] decoded = couldBeWrapped(stripped) ? decoded(stripped) : null;
    return decoded != null && BodyMask.isStructure(decoded);
  }
}
