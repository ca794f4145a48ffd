package io.haulm.server.store;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the numbers and texts of a record's head into a byte array that is used over and over. */
final class HeadWriter {
  /** A varint of 64 bits is never longer. */
  private static final int VARINT_BYTES_MAX = 10;

  private static final int FIRST_BYTES = 512;
  // A single large value must not keep its room for ever.
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  /** Begins a new head. */
  void clear() {
    if (bytes.length > KEPT_BYTES_MAX) {
      bytes = new byte[FIRST_BYTES];
    }
    length = 0;
  }

  /** How many bytes were written since the last {@link #clear}. */
  int length() {
    return length;
  }

  /** What was written up to or from a place on; valid until the next {@link #clear}. */
  MemorySegment written(int from, int to) {
    return MemorySegment.ofArray(bytes).asSlice(from, (long) to - from);
  }

  /** Writes a byte over what stands at a place. */
  void overwriteByte(int place, int value) {
    bytes[place] = (byte) value;
  }

  /** What was written since the last {@link #clear}; valid until then. */
  MemorySegment written() {
    return MemorySegment.ofArray(bytes).asSlice(0, length);
  }

  void writeByte(int value) {
    makeRoom(1);
    bytes[length++] = (byte) value;
  }

  /** Writes an unsigned number, seven bits a byte, lowest first (LEB128). */
  void writeVarint(long value) {
    makeRoom(VARINT_BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Writes a text of the protocol's alphabet: its length as a varint, then its bytes. */
  void writeText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
    writeVarint(encoded.length);
    makeRoom(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** Writes bytes: how many, then they themselves. */
  void writeBytes(byte[] value) {
    writeVarint(value.length);
    makeRoom(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  /** Writes arrays of bytes: how many, then each of them. */
  void writeByteArrays(byte[][] values) {
    writeVarint(values.length);
    for (byte[] value : values) {
      writeBytes(value);
    }
  }

  /** Writes a number that may be negative: zigzag, so that small ones stay short. */
  void writeSigned(long value) {
    writeVarint((value << 1) ^ (value >> (Long.SIZE - 1)));
  }

  /** Writes a number with a fraction: its 64 bits, lowest byte first. */
  void writeDouble(double value) {
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      writeByte((int) (bits >>> shift));
    }
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
