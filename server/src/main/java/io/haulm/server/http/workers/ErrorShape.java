package io.haulm.server.http.workers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What two failures have in common that differ only in numbers, ids and quoted values. */
final class ErrorShape {
  private static final int TEXT_CHARS_MAX = 300;
  private static final int FINGERPRINT_BYTES = 8;
  private static final Pattern ID =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|\\b0x[0-9a-fA-F]+\\b|\\b[0-9a-f]{16,}\\b");
  private static final Pattern QUOTED = Pattern.compile("'[^']{1,200}'|\"[^\"]{1,200}\"");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern FRAME =
      Pattern.compile("File \"([^\"]{1,300})\", line \\d+, in (\\S{1,100})");

  private ErrorShape() {}

  /**
   * The error with ids as {@code <id>}, quoted values as {@code <text>}, numbers as {@code <n>}.
   */
  static String of(String error) {
    String line = error.strip().lines().findFirst().orElse("");
    String text = line.length() <= TEXT_CHARS_MAX ? line : line.substring(0, TEXT_CHARS_MAX);
    text = ID.matcher(text).replaceAll("<id>");
    text = QUOTED.matcher(text).replaceAll("<text>");
    return NUMBER.matcher(text).replaceAll("<n>");
  }

  /** The place where it was thrown: {@code app.py in boom}; empty when there is none. */
  static String topFrame(String traceback) {
    String frame = "";
    Matcher matcher = FRAME.matcher(traceback);
    while (matcher.find()) {
      String file = matcher.group(1);
      frame = file.substring(file.lastIndexOf('/') + 1) + " in " + matcher.group(2);
    }
    return frame;
  }

  /** A short name for what belongs together. */
  static String fingerprint(String... parts) {
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
