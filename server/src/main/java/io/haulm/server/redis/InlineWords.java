package io.haulm.server.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes apart a command that was typed as a line: words between spaces, where a word may stand in
 * double quotes, with escapes such as {@code \n} and {@code \x41}, or in single quotes, where only
 * {@code \'} is one.
 */
public final class InlineWords {
  private static final int HEX_DIGITS = 2;
  private static final int HEX = 16;
  private static final int HEX_ESCAPE_BYTES = 4;

  private final byte[] line;
  private final int end;
  private int at;

  private InlineWords(byte[] line, int start, int end) {
    this.line = line;
    this.at = start;
    this.end = end;
  }

  /** The words of a line that somebody typed; empty when a quote in it is not closed. */
  public static Optional<List<byte[]>> split(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      return Optional.of(List.of(split(bytes, 0, bytes.length)));
    } catch (ProtocolException _) {
      return Optional.empty();
    }
  }

  /**
   * The words between {@code start} and {@code end}; none in a line of spaces.
   *
   * @throws ProtocolException when a quote is not closed, or something follows right behind it
   */
  static byte[][] split(byte[] line, int start, int end) throws ProtocolException {
    return new InlineWords(line, start, end).words();
  }

  private byte[][] words() throws ProtocolException {
    List<byte[]> words = new ArrayList<>();
    skipSpaces();
    while (at < end) {
      words.add(word());
      skipSpaces();
    }
    return words.toArray(new byte[0][]);
  }

  private void skipSpaces() {
    while (at < end && isSpace(line[at])) {
      at++;
    }
  }

  private byte[] word() throws ProtocolException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    while (at < end && !isSpace(line[at])) {
      byte next = line[at++];
      if (next == '"') {
        readQuoted(word, (byte) '"');
      } else if (next == '\'') {
        readQuoted(word, (byte) '\'');
      } else {
        word.write(next);
      }
    }
    return word.toByteArray();
  }

  private void readQuoted(ByteArrayOutputStream word, byte quote) throws ProtocolException {
    while (at < end && line[at] != quote) {
      if (line[at] != '\\' || at + 1 == end) {
        word.write(line[at++]);
      } else if (quote == '"') {
        word.write(escaped());
      } else if (line[at + 1] == '\'') {
        word.write('\'');
        at += 2;
      } else {
        word.write(line[at++]);
      }
    }
    boolean isClosed = at < end;
    at++;
    if (!isClosed || (at < end && !isSpace(line[at]))) {
      throw new ProtocolException("unbalanced quotes in request");
    }
  }

  private int escaped() {
    if (isHexEscape()) {
      int value = 0;
      for (int i = HEX_ESCAPE_BYTES - HEX_DIGITS; i < HEX_ESCAPE_BYTES; i++) {
        value = value * HEX + Character.digit(line[at + i], HEX);
      }
      at += HEX_ESCAPE_BYTES;
      return value;
    }
    byte letter = line[at + 1];
    at += 2;
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> letter;
    };
  }

  private boolean isHexEscape() {
    return at + HEX_ESCAPE_BYTES <= end
        && line[at + 1] == 'x'
        && Character.digit(line[at + 2], HEX) >= 0
        && Character.digit(line[at + 3], HEX) >= 0;
  }

  private static boolean isSpace(byte letter) {
    return letter == ' ' || letter == 0 || (letter >= '\t' && letter <= '\r');
  }
}
