package io.haulm.server.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What two failures have in common that differ only in numbers, ids and quoted values. */
public final class ErrorShape {
  private static final int TEXT_CHARS_MAX = 300;
  private static final int FINGERPRINT_BYTES = 8;
  private static final Pattern ID =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|\\b0x[0-9a-fA-F]+\\b|\\b[0-9a-f]{16,}\\b");
  private static final Pattern QUOTED = Pattern.compile("'[^']{1,200}'|\"[^\"]{1,200}\"");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern FRAME =
      Pattern.compile("File \"([^\"]{1,300})\", line \\d+, in (\\S{1,100})");

  private static final Pattern LONG_WORD = Pattern.compile("\\S{40,}");
  private static final Pattern SPACE = Pattern.compile("\\s");

  /** What Python writes for an exception with a text: {@code KeyError('order 17', 3)}. */
  private static final Pattern REPR =
      Pattern.compile("([\\w.]{1,200})\\(([\"'])((?:\\\\.|(?!\\2).)*+).*", Pattern.DOTALL);

  private ErrorShape() {}

  /**
   * The same for an exception as Python writes it. Its text is no value but says what is wrong,
   * unless it is a single word: {@code KeyError: order <n>}, but {@code KeyError(<text>)}.
   */
  public static String ofException(String repr) {
    Matcher matcher = REPR.matcher(repr.strip());
    if (!matcher.matches() || !SPACE.matcher(matcher.group(3)).find()) {
      return of(repr);
    }
    String text = matcher.group(3).replace("\\'", "'").replace("\\n", "\n");
    return matcher.group(1) + ": " + of(text);
  }

  /**
   * The error with ids as {@code <id>}, quoted values as {@code <text>}, numbers as {@code <n>}.
   */
  public static String of(String error) {
    String line = error.strip().lines().findFirst().orElse("");
    String text = line.length() <= TEXT_CHARS_MAX ? line : line.substring(0, TEXT_CHARS_MAX);
    text = ID.matcher(text).replaceAll("<id>");
    text = QUOTED.matcher(text).replaceAll("<text>");
    text = LONG_WORD.matcher(text).replaceAll("<text>");
    return NUMBER.matcher(text).replaceAll("<n>");
  }

  /** The place where it was thrown: {@code app.py in boom}; empty when there is none. */
  public static String topFrame(String traceback) {
    String frame = "";
    Matcher matcher = FRAME.matcher(traceback);
    while (matcher.find()) {
      String file = matcher.group(1);
      frame = file.substring(file.lastIndexOf('/') + 1) + " in " + matcher.group(2);
    }
    return frame;
  }

  /** A short name for what belongs together. */
  public static String fingerprint(String... parts) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
