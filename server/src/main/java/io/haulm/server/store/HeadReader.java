package io.haulm.server.store;

import java.nio.charset.StandardCharsets;

/** Reads what {@link HeadWriter} wrote. Whatever does not fit is damage, and is said so. */
final class HeadReader {
  private byte[] bytes = new byte[0];
  private int next;
  private int end;

  /** Begins to read {@code length} bytes of {@code head} from {@code offset}. */
  void begin(byte[] head, int offset, int length) {
    bytes = head;
    next = offset;
    end = offset + length;
  }

  int readByte() throws BadFactException {
    if (next >= end) {
      throw new BadFactException("it ends too early");
    }
    return bytes[next++] & 0xFF;
  }

  long readVarint() throws BadFactException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int part = readByte();
      value |= (long) (part & 0x7F) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw new BadFactException("it has a number of more than 64 bits");
  }

  /** Reads a number that must lie between 0 and {@code max}. */
  long readVarint(String name, long max) throws BadFactException {
    long value = readVarint();
    if (value < 0 || value > max) {
      throw new BadFactException(name + " is " + Long.toUnsignedString(value) + ", above " + max);
    }
    return value;
  }

  String readText(int bytesMax) throws BadFactException {
    int length = (int) readVarint("a text's length", bytesMax);
    if (length > end - next) {
      throw new BadFactException("it ends within a text");
    }
    String text = new String(bytes, next, length, StandardCharsets.ISO_8859_1);
    next += length;
    return text;
  }

  void expectEnd() throws BadFactException {
    if (next != end) {
      throw new BadFactException((end - next) + " bytes follow its end");
    }
  }
}
