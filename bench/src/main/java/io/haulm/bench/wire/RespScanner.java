package io.haulm.bench.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Finds whole replies in the bytes that a server of the Redis protocol sent, without looking into
 * them. Knows what RESP2 has, and makes no objects.
 */
public final class RespScanner {
  /** What {@link #next()} gives when no whole reply is there. */
  public static final byte INCOMPLETE = 0;

  private byte[] bytes = new byte[0];
  private int replyStart;
  private int position;
  private int limit;

  /** Begins anew with the first {@code newLimit} of the bytes. */
  public void reset(byte[] newBytes, int newLimit) {
    bytes = newBytes;
    position = 0;
    limit = newLimit;
  }

  /** Where the first byte that belongs to no whole reply lies. */
  public int position() {
    return position;
  }

  /** Steps over the next whole reply and gives its first byte. */
  public byte next() {
    int at = position;
    // An array owes its elements; each value found pays for one.
    for (long owed = 1; owed > 0; owed--) {
      int lineEnd = lineEnd(at);
      if (lineEnd < 0) {
        return INCOMPLETE;
      }
      byte kind = bytes[at];
      long number = kind == '*' || kind == '$' ? number(at + 1, lineEnd) : 0;
      at = lineEnd + 2;
      if (kind == '*') {
        owed += Math.max(0, number);
      } else if (kind == '$' && number >= 0) {
        at += (int) number + 2;
      }
      if (at > limit) {
        return INCOMPLETE;
      }
    }
    replyStart = position;
    position = at;
    return bytes[replyStart];
  }

  /** Whether the reply found last is the null that stands for "nothing there". */
  public boolean isNullArray() {
    return bytes[replyStart] == '*' && bytes[replyStart + 1] == '-';
  }

  /** The reply found last as text, for messages. */
  public String text() {
    return new String(bytes, replyStart, position - replyStart, ISO_8859_1).strip();
  }

  /** Where the CR of the line lies that begins there; -1 when it is not there yet. */
  private int lineEnd(int from) {
    for (int i = from; i + 1 < limit; i++) {
      if (bytes[i] == '\r') {
        return i;
      }
    }
    return -1;
  }

  private long number(int from, int to) {
    boolean negative = bytes[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return negative ? -value : value;
  }
}
