package io.haulm.server.console;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a buried job tells of its failure. The one place that says which buried jobs belong
 * together: groups are counted and operated on by it alike.
 *
 * @param error the shape of its error; empty when its body tells none
 * @param fingerprint the same for jobs of one tube with this shape, and for no others
 */
public record BuriedError(String error, String fingerprint) {
  /** Only so much of a body is looked at, so that whoever looks at more finds the same. */
  static final int LOOKED_AT_BYTES = 4096;

  private static final int ERROR_CHARS_MAX = 300;
  private static final int HEX = 16;

  // The end of the text is not looked for: it may be long, or cut off.
  private static final Pattern ERROR =
      Pattern.compile(
          "\"(?:error|exception|exc_message|exc_type|reason|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\u[0-9a-fA-F]{4}|\\\\[^u]){1,"
              + ERROR_CHARS_MAX
              + "})");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  /** What a job of this tube tells, as far as the mask lets it. */
  static BuriedError of(String tube, BodyMask mask, byte[] body) {
    byte[] beginning = body.length <= LOOKED_AT_BYTES ? body : Arrays.copyOf(body, LOOKED_AT_BYTES);
    String text = new String(mask.apply(beginning).bytes(), StandardCharsets.UTF_8);
    String error = ErrorShape.of(errorIn(text));
    return new BuriedError(error, ErrorShape.fingerprint("buried", tube, error));
  }

  /** What a body says went wrong; empty when it says nothing of the kind. */
  static String errorIn(String body) {
    Matcher matcher = ERROR.matcher(body);
    return matcher.find() ? decoded(matcher.group(1)) : "";
  }

  /** The text that a JSON string stands for. */
  private static String decoded(String json) {
    return ESCAPE
        .matcher(json)
        .replaceAll(match -> Matcher.quoteReplacement(decoded(match.group(1), match.group(2))));
  }

  private static String decoded(@Nullable String code, String letter) {
    if (code != null) {
      return Character.toString((char) Integer.parseInt(code, HEX));
    }
    return switch (letter) {
      case "n" -> "\n";
      case "r" -> "\r";
      case "t" -> "\t";
      case "b", "f" -> " ";
      default -> letter;
    };
  }
}
