package io.haulm.conformance;

import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for what in the lines of a {@link Script}, in both directions. */
public final class Escapes {

  private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)\\*([^}]+)\\}");
  private static final Pattern JOB = Pattern.compile("\\{job (\\d+)\\}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([rnt0\\\\]|x[0-9a-f]{2})");
  private static final int SHOWN_CHARS_MAX = 120;

  private Escapes() {}

  /** The bytes to send, one char each. */
  public static String expand(String payload, IntFunction<String> jobId) {
    String repeated =
        REPEAT
            .matcher(payload)
            .replaceAll(
                m -> Matcher.quoteReplacement(m.group(2).repeat(Integer.parseInt(m.group(1)))));
    String named = JOB.matcher(repeated).replaceAll(m -> jobId.apply(Integer.parseInt(m.group(1))));
    return unescape(named);
  }

  private static String unescape(String text) {
    return ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(escaped(m.group(1))));
  }

  private static String escaped(String code) {
    return switch (code.charAt(0)) {
      case 'r' -> "\r";
      case 'n' -> "\n";
      case 't' -> "\t";
      case '0' -> "\0";
      case '\\' -> "\\";
      default -> Character.toString(Integer.parseInt(code.substring(1), 16));
    };
  }

  /** Bytes as a script would write them, with the middle of a long one left out. */
  public static String show(String bytes) {
    String shown = bytes;
    if (bytes.length() > 10 * SHOWN_CHARS_MAX) {
      shown =
          bytes.substring(0, SHOWN_CHARS_MAX)
              + " ... "
              + bytes.length()
              + " bytes, hash "
              + Integer.toHexString(bytes.hashCode());
    }
    var text = new StringBuilder(shown.length());
    shown.chars().forEach(c -> appendShown(text, (char) c));
    return text.toString();
  }

  private static void appendShown(StringBuilder text, char c) {
    switch (c) {
      case '\r' -> text.append("\\r");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\\' -> text.append("\\\\");
      default -> {
        if (c >= ' ' && c < 0x7F) {
          text.append(c);
        } else {
          text.append("\\x%02x".formatted((int) c));
        }
      }
    }
  }
}
