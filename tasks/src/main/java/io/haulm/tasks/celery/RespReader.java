package io.haulm.tasks.celery;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies of RESP2: {@code byte[]} for bulk strings, {@link String} for simple ones, {@link
 * Long}, {@link List}, null, and {@link RedisException} as a value for errors.
 */
final class RespReader {

  /** The largest bulk string that is taken, in bytes; the protocol's own limit. */
  static final int BULK_MAX = 512 * 1024 * 1024;

  private final InputStream in;

  RespReader(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /** Waits for the first byte of a reply; false when the socket's timeout passed first. */
  boolean hasNext() throws IOException {
    in.mark(1);
    try {
      if (in.read() < 0) {
        throw new EOFException("the server closed the connection");
      }
    } catch (SocketTimeoutException e) {
      return false;
    }
    in.reset();
    return true;
  }

  @Nullable Object read() throws IOException {
    String line = line();
    if (line.isEmpty()) {
      throw new IOException("an empty line is no reply");
    }
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new RedisException(rest);
      case ':' -> number(rest);
      case '$' -> bulk(number(rest));
      case '*' -> array(number(rest));
      default -> throw new IOException("not a reply of RESP2: " + line);
    };
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("not a number: " + text, e);
    }
  }

  private byte @Nullable [] bulk(long length) throws IOException {
    if (length < 0) {
      return null;
    }
    if (length > BULK_MAX) {
      throw new IOException("a bulk string of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length || in.read() != '\r' || in.read() != '\n') {
      throw new EOFException("a bulk string ends with CRLF");
    }
    return bytes;
  }

  private @Nullable List<@Nullable Object> array(long length) throws IOException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> all = new ArrayList<>((int) Math.min(length, 1024));
    for (long i = 0; i < length; i++) {
      all.add(read());
    }
    return all;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) next);
    }
    if (in.read() != '\n') {
      throw new IOException("a line ends with CRLF");
    }
    // Characters above 127 occur in error texts only.
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
