package io.haulm.bench.wire;

import io.haulm.bench.BenchException;
import java.nio.charset.StandardCharsets;

/**
 * Finds the replies in the bytes that a server sent. Knows the three replies that loads live on and
 * takes any other for a line of text.
 *
 * <p>Reads each byte once at most and makes no objects.
 */
public final class ReplyScanner {
  /** What kind of reply was found. */
  public enum Kind {
    /** No whole reply is there yet. */
    INCOMPLETE,
    /** A job was put; its id is in {@link ReplyScanner#jobId()}. */
    INSERTED,
    /** A job was reserved; its id and body are told by the scanner. */
    RESERVED,
    /** A job was deleted. */
    DELETED,
    /** Any other line; see {@link ReplyScanner#line()}. */
    LINE
  }

  private static final int INSERTED_PREFIX = "INSERTED ".length();
  private static final int RESERVED_PREFIX = "RESERVED ".length();
  private static final int DELETED_BYTES = "DELETED\r\n".length();

  /** This letter alone tells the known replies from all others that begin alike. */
  private static final int TELLING_LETTER = 2;

  private final byte[] bytes;
  private int position;
  private int limit;
  private int replyStart;
  private int numberEnd;
  private long jobId;
  private int bodyStart;
  private int bodyBytes;

  /** Scans {@code bytes}, whose content the owner changes between {@link #reset} calls. */
  public ReplyScanner(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Begins anew with the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public void reset(int from, int to) {
    position = from;
    limit = to;
  }

  /** Where the first byte that belongs to no whole reply lies. */
  public int position() {
    return position;
  }

  /** Finds the next whole reply and steps over it. */
  public Kind next() {
    replyStart = position;
    if (limit - position <= TELLING_LETTER) {
      return Kind.INCOMPLETE;
    }
    byte first = bytes[position];
    byte telling = bytes[position + TELLING_LETTER];
    if (first == 'I' && telling == 'S') {
      return inserted();
    }
    if (first == 'R' && telling == 'S') {
      return reserved();
    }
    if (first == 'D' && telling == 'L') {
      return deleted();
    }
    return anyLine();
  }

  /** The id in the reply found last. */
  public long jobId() {
    return jobId;
  }

  /** Where the body of the job reserved last begins. */
  public int bodyStart() {
    return bodyStart;
  }

  /** How long the body of the job reserved last is. */
  public int bodyBytes() {
    return bodyBytes;
  }

  /**
   * Reads a decimal number of {@code digits} digits inside the body of the job reserved last.
   *
   * @param offset where it begins, counted from the start of the body
   */
  public long bodyNumber(int offset, int digits) {
    long value = 0;
    for (int i = bodyStart + offset; i < bodyStart + offset + digits; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }

  /** The reply found last as text, for messages and for the rare commands. */
  public String line() {
    return new String(bytes, replyStart, position - replyStart, StandardCharsets.US_ASCII).strip();
  }

  private Kind inserted() {
    long id = number(position + INSERTED_PREFIX);
    if (numberEnd + 2 > limit) {
      return Kind.INCOMPLETE;
    }
    jobId = id;
    position = numberEnd + 2;
    return Kind.INSERTED;
  }

  private Kind reserved() {
    long id = number(position + RESERVED_PREFIX);
    if (numberEnd >= limit) {
      return Kind.INCOMPLETE;
    }
    long length = number(numberEnd + 1);
    if (numberEnd + 2 + length + 2 > limit) {
      return Kind.INCOMPLETE;
    }
    jobId = id;
    bodyStart = numberEnd + 2;
    bodyBytes = (int) length;
    position = bodyStart + bodyBytes + 2;
    return Kind.RESERVED;
  }

  private Kind deleted() {
    if (limit - position < DELETED_BYTES) {
      return Kind.INCOMPLETE;
    }
    position += DELETED_BYTES;
    return Kind.DELETED;
  }

  private Kind anyLine() {
    for (int i = position; i < limit; i++) {
      if (bytes[i] == '\n') {
        position = i + 1;
        return Kind.LINE;
      }
    }
    return Kind.INCOMPLETE;
  }

  /** Reads a number; afterwards {@code numberEnd} is where it ends, or the limit when cut off. */
  private long number(int from) {
    long value = 0;
    int i = from;
    while (i < limit && bytes[i] >= '0') {
      if (bytes[i] > '9') {
        throw new BenchException("no number where one must be in a reply of the server");
      }
      value = value * 10 + (bytes[i] - '0');
      i++;
    }
    numberEnd = Math.max(i, Math.min(from, limit));
    return value;
  }
}
