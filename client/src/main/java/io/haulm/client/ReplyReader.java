package io.haulm.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts the bytes of a connection into replies. Used by one thread at a time. */
final class ReplyReader {
  /** Longest line of a reply, in bytes; the protocol's own are far shorter. */
  static final int LINE_BYTES_MAX = 4096;

  /**
   * Longest body, in bytes: the largest that beanstalkd can be told to take, and some statistics.
   */
  static final int BODY_BYTES_MAX = (1 << 30) + 4096;

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int CRLF_BYTES = 2;

  /** A body is read into memory in steps, so that a lying length costs no more than what comes. */
  private static final int BODY_STEP_BYTES = 1 << 20;

  private final Transport transport;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;

  ReplyReader(Transport transport) {
    this.transport = transport;
  }

  /**
   * Waits for the next reply.
   *
   * @throws EOFException when the server has closed the connection
   * @throws MalformedReplyException when what came is no reply
   */
  Reply next() throws IOException {
    String line = line();
    long bytes = Reply.bodyBytes(line);
    if (bytes < 0) {
      return new Reply(line, null);
    }
    if (bytes > BODY_BYTES_MAX) {
      throw new MalformedReplyException(line);
    }
    byte[] body = body((int) bytes);
    if (take() != '\r' || take() != '\n') {
      throw new MalformedReplyException(line);
    }
    return new Reply(line, body);
  }

  private String line() throws IOException {
    int searched = start;
    while (true) {
      for (; searched + 1 < end; searched++) {
        if (buffer[searched] == '\r' && buffer[searched + 1] == '\n') {
          String line = new String(buffer, start, searched - start, StandardCharsets.ISO_8859_1);
          start = searched + CRLF_BYTES;
          return line;
        }
      }
      if (end - start > LINE_BYTES_MAX) {
        throw new MalformedReplyException(
            new String(buffer, start, end - start, StandardCharsets.ISO_8859_1));
      }
      int seen = searched - start;
      fill();
      searched = start + seen;
    }
  }

  private byte[] body(int bytes) throws IOException {
    byte[] body = new byte[Math.min(bytes, BODY_STEP_BYTES)];
    int length = 0;
    while (length < bytes) {
      if (length == body.length) {
        body = Arrays.copyOf(body, (int) Math.min(bytes, 2L * body.length));
      }
      int buffered = Math.min(end - start, body.length - length);
      if (buffered > 0) {
        System.arraycopy(buffer, start, body, length, buffered);
        start += buffered;
        length += buffered;
      } else {
        length += read(body, length, body.length - length);
      }
    }
    return body;
  }

  private int take() throws IOException {
    if (start == end) {
      fill();
    }
    return buffer[start++];
  }

  private void fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    end += read(buffer, end, buffer.length - end);
  }

  private int read(byte[] into, int offset, int length) throws IOException {
    int count = transport.read(into, offset, length);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    return count;
  }
}
