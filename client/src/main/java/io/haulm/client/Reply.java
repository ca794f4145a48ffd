package io.haulm.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One answer of the server: a line, and the body behind it for those that have one. */
final class Reply {
  /** Stands for a number that the line does not have. */
  private static final long NONE = -1;

  private final String line;
  private final int wordEnd;
  private final byte @Nullable [] body;

  Reply(String line, byte @Nullable [] body) {
    this.line = line;
    this.wordEnd = endOfWord(line, 0);
    this.body = body;
  }

  private static int endOfWord(String line, int from) {
    int space = line.indexOf(' ', from);
    return space < 0 ? line.length() : space;
  }

  /** How many bytes of body follow a line, or -1 when none does. */
  static long bodyBytes(String line) {
    if (line.startsWith("OK ")) {
      return number(line, 1);
    }
    return line.startsWith("RESERVED ") || line.startsWith("FOUND ") ? number(line, 2) : NONE;
  }

  boolean is(String word) {
    return wordEnd == word.length() && line.startsWith(word);
  }

  String line() {
    return line;
  }

  /** The text behind the first word, or nothing. */
  String rest() {
    return wordEnd < line.length() ? line.substring(wordEnd + 1) : "";
  }

  /** The number behind the first word. */
  long number() throws MalformedReplyException {
    long number = number(line, 1);
    if (number < 0) {
      throw new MalformedReplyException(line);
    }
    return number;
  }

  byte[] body() throws MalformedReplyException {
    if (body == null) {
      throw new MalformedReplyException(line);
    }
    return body;
  }

  String bodyText() throws MalformedReplyException {
    return new String(body(), StandardCharsets.UTF_8);
  }

  Job job() throws MalformedReplyException {
    return new Job(number(), body());
  }

  /** The number that is the line's word of this index, or -1 when it is none. */
  private static long number(String line, int index) {
    int start = 0;
    for (int word = 0; word < index; word++) {
      start = endOfWord(line, start) + 1;
    }
    int end = start < line.length() ? endOfWord(line, start) : start;
    // 18 digits cannot overflow, and are more than any id, count or size has.
    if (end <= start || end - start > 18) {
      return NONE;
    }
    long number = 0;
    for (int at = start; at < end; at++) {
      int digit = line.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
