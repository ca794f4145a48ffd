package io.haulm.tasks.celery;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which workers a command is for: those of a list, those whose names fit a pattern, or all. What
 * cannot be understood is for nobody: a shutdown must not hit who was not meant.
 */
final class Addressees {

  private Addressees() {}

  /**
   * Whether a worker is meant.
   *
   * @param body the command, with {@code destination}, {@code pattern} and {@code matcher} as
   *     Celery writes them
   */
  static boolean include(String worker, Map<String, Object> body) {
    if (body.get("pattern") instanceof String pattern) {
      return fits(worker, pattern, String.valueOf(body.getOrDefault("matcher", "glob")));
    }
    return !(body.get("destination") instanceof List<?> workers) || workers.contains(worker);
  }

  private static boolean fits(String worker, String pattern, String matcher) {
    return switch (matcher) {
      case "glob" -> Pattern.matches(regex(pattern), worker);
      case "pcre" -> found(pattern, worker);
      default -> false;
    };
  }

  private static boolean found(String pattern, String worker) {
    try {
      return Pattern.compile(pattern).matcher(worker).lookingAt();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  // As Python's fnmatch: * and ?, and sets of characters in brackets.
  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (int at = 0; at < glob.length(); at++) {
      char next = glob.charAt(at);
      int end = next == '[' ? glob.indexOf(']', at + 2) : -1;
      if (next == '*') {
        regex.append(".*");
      } else if (next == '?') {
        regex.append('.');
      } else if (end > 0) {
        regex.append(set(glob.substring(at + 1, end)));
        at = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(next)));
      }
    }
    return regex.toString();
  }

  private static String set(String characters) {
    boolean isOthers = characters.startsWith("!");
    String kept = characters.substring(isOthers ? 1 : 0).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
    return "[" + (isOthers ? "^" : "") + kept + "]";
  }
}
