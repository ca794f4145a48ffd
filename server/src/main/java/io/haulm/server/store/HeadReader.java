package io.haulm.server.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link HeadWriter} wrote. Whatever does not fit is damage, and is said so. */
final class HeadReader {
  private static final int FIRST_BYTES = 512;
  // A single large fact must not keep its room for ever.
  private static final int KEPT_BYTES_MAX = 1 << 20;

  // A copy of the head: reading an array is faster than reading a segment byte by byte.
  private byte[] bytes = new byte[FIRST_BYTES];
  private int next;
  private int end;

  /** Begins to read a head, which is copied. */
  void begin(MemorySegment head) {
    next = 0;
    end = (int) head.byteSize();
    if (end > bytes.length || bytes.length > KEPT_BYTES_MAX) {
      bytes = new byte[Math.max(end, FIRST_BYTES)];
    }
    MemorySegment.copy(head, ValueLayout.JAVA_BYTE, 0, bytes, 0, end);
  }

  /** Goes on with what lies elsewhere; nothing may be left here. */
  void continueWith(byte[] body) throws BadFactException {
    expectEnd();
    next = 0;
    end = body.length;
    bytes = body;
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

  byte[] readBytes() throws BadFactException {
    int length = (int) readVarint("a length", Integer.MAX_VALUE);
    if (length > end - next) {
      throw new BadFactException("it ends within bytes");
    }
    byte[] value = Arrays.copyOfRange(bytes, next, next + length);
    next += length;
    return value;
  }

  /** Reads how many things follow, each of which takes at least a byte. */
  int readCount(String name) throws BadFactException {
    return (int) readVarint(name, end - next);
  }

  /** Reads arrays of bytes: how many, then each of them. */
  byte[][] readByteArrays() throws BadFactException {
    byte[][] values = new byte[readCount("a number of arrays")][];
    for (int i = 0; i < values.length; i++) {
      values[i] = readBytes();
    }
    return values;
  }

  long readSigned() throws BadFactException {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  double readDouble() throws BadFactException {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (long) readByte() << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  void expectEnd() throws BadFactException {
    if (next != end) {
      throw new BadFactException((end - next) + " bytes follow its end");
    }
  }
}
