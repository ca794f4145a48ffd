package io.haulm.conformance.redis;

import io.haulm.conformance.Escapes;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into the words of a command: at blanks, but not within quotes. Within double quotes
 * and without quotes {@link Escapes} hold; within single quotes every char stands for itself.
 */
final class Words {

  private final String line;
  private int at;

  private Words(String line) {
    this.line = line;
  }

  /** The words of a line. */
  static List<String> split(String line) {
    var words = new Words(line);
    var all = new ArrayList<String>();
    for (words.skipBlanks(); words.at < line.length(); words.skipBlanks()) {
      all.add(words.next());
    }
    return all;
  }

  private void skipBlanks() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
  }

  private String next() {
    return switch (line.charAt(at)) {
      case '\'' -> quoted('\'');
      case '"' -> expand(quoted('"'));
      default -> expand(plain());
    };
  }

  private String plain() {
    int start = at;
    while (at < line.length() && line.charAt(at) != ' ') {
      at++;
    }
    return line.substring(start, at);
  }

  private String quoted(char quote) {
    int end = at + 1;
    while (end < line.length() && line.charAt(end) != quote) {
      end++;
    }
    if (end == line.length()) {
      throw new AssertionError("no end of the quotes in " + line);
    }
    String word = line.substring(at + 1, end);
    at = end + 1;
    return word;
  }

  private static String expand(String word) {
    return Escapes.expand(word, n -> "{job " + n + "}");
  }
}
