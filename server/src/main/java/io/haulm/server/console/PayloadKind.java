package io.haulm.server.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a body seems to be. Nothing of it is ever run or unpacked. */
public enum PayloadKind {
  /** One JSON value. */
  JSON,
  /** Text in UTF-8. */
  TEXT,
  /** What PHP's {@code serialize} writes. */
  PHP,
  /** What Python's {@code pickle} writes. */
  PICKLE,
  /** Anything else. */
  BINARY;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Pattern PHP_BEGIN =
      Pattern.compile("(?:a:\\d+:\\{|[OC]:\\d+:\"|s:\\d+:\"|i:-?\\d+;|b:[01];|d:[-0-9.]|N;)");
  private static final int PHP_BEGIN_CHARS = 32;
  private static final int PICKLE_MARK = 0x80;
  private static final int PICKLE_PROTOCOL_MAX = 5;

  /**
   * Looks at a body.
   *
   * @param isWhole false when it is only the beginning of one
   */
  public static PayloadKind of(byte[] body, boolean isWhole) {
    if (isPickle(body, isWhole)) {
      return PICKLE;
    }
    if (!isText(body, isWhole)) {
      return isPhp(body) ? PHP : BINARY;
    }
    if (isJson(body, isWhole)) {
      return JSON;
    }
    return isPhp(body) ? PHP : TEXT;
  }

  /** As it is written: {@code json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean isPickle(byte[] body, boolean isWhole) {
    return body.length > 2
        && (body[0] & 0xFF) == PICKLE_MARK
        && body[1] >= 2
        && body[1] <= PICKLE_PROTOCOL_MAX
        && (!isWhole || body[body.length - 1] == '.');
  }

  private static boolean isPhp(byte[] body) {
    int length = Math.min(body.length, PHP_BEGIN_CHARS);
    String begin = new String(body, 0, length, StandardCharsets.ISO_8859_1);
    return PHP_BEGIN.matcher(begin).lookingAt();
  }

  private static boolean isText(byte[] body, boolean isWhole) {
    for (byte letter : body) {
      if (letter >= 0 && letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
        return false;
      }
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(body);
    CoderResult result = decoder.decode(in, CharBuffer.allocate(body.length + 1), isWhole);
    // The beginning of a text may end within a character.
    return !result.isError();
  }

  private static boolean isJson(byte[] body, boolean isWhole) {
    if (body.length == 0 || !isJsonBegin(body)) {
      return false;
    }
    try (JsonParser parser = FACTORY.createParser(body)) {
      int values = 0;
      while (parser.nextToken() != null) {
        boolean isTop = parser.getParsingContext().inRoot();
        boolean isEnd =
            parser.currentToken().isStructEnd() || parser.currentToken().isScalarValue();
        values += isTop && isEnd ? 1 : 0;
      }
      return values == 1;
    } catch (IOException e) {
      return !isWhole;
    }
  }

  private static boolean isJsonBegin(byte[] body) {
    for (byte letter : body) {
      if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
        return letter == '{'
            || letter == '['
            || letter == '"'
            || letter == '-'
            || (letter >= '0' && letter <= '9')
            || letter == 't'
            || letter == 'f'
            || letter == 'n';
      }
    }
    return false;
  }
}
