package io.haulm.conformance.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;

/** Reads replies in RESP2 and RESP3 from a stream; knows nothing of commands. */
final class ReplyParser {

  private final InputStream in;

  ReplyParser(InputStream in) {
    this.in = in;
  }

  /** The next reply; {@link EOFException} when the stream has ended. */
  Reply next() throws IOException {
    char kind = (char) readByte();
    String line = readLine();
    return switch (kind) {
      case '+', '-', ':', ',', '#', '(' -> new Reply.Scalar(kind, line);
      case '_' -> new Reply.Nil('_');
      case '$', '=', '!' -> line.equals("-1") ? new Reply.Nil('$') : scalar(kind, line);
      case '*', '~', '>' -> line.equals("-1") ? new Reply.Nil('*') : aggregate(kind, size(line));
      case '%', '|' -> aggregate(kind, 2 * size(line));
      default -> throw new IOException("not the begin of a reply: " + kind + line);
    };
  }

  private static int size(String line) throws IOException {
    try {
      return Integer.parseInt(line);
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + line, e);
    }
  }

  private Reply scalar(char kind, String line) throws IOException {
    byte[] body = in.readNBytes(size(line));
    if (readByte() != '\r' || readByte() != '\n') {
      throw new IOException("no CRLF behind a string of " + body.length + " bytes");
    }
    return new Reply.Scalar(kind, new String(body, ISO_8859_1));
  }

  private Reply aggregate(char kind, int size) throws IOException {
    var items = new ArrayList<Reply>();
    for (int i = 0; i < size; i++) {
      items.add(next());
    }
    return new Reply.Aggregate(kind, items);
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (int b = readByte(); b != '\r'; b = readByte()) {
      line.append((char) b);
    }
    if (readByte() != '\n') {
      throw new IOException("CR without LF behind " + line);
    }
    return line.toString();
  }

  private int readByte() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    return b;
  }
}
