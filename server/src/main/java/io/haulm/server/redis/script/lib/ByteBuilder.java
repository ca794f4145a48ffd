package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.Machine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts a string together; what it takes counts towards the script's memory before it is taken. */
final class ByteBuilder {
  private static final int SMALLEST = 64;

  private final Machine machine;
  private byte[] bytes = new byte[SMALLEST];
  private int length;

  ByteBuilder(Machine machine) {
    this.machine = machine;
    machine.take(2 * SMALLEST);
  }

  int length() {
    return length;
  }

  private void makeRoom(int more) {
    if (more > bytes.length - length) {
      long wanted = Math.max((long) length + more, 2L * bytes.length);
      machine.take(wanted);
      bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
    }
  }

  ByteBuilder add(int value) {
    makeRoom(1);
    bytes[length++] = (byte) value;
    return this;
  }

  ByteBuilder add(byte[] added, int from, int count) {
    makeRoom(count);
    System.arraycopy(added, from, bytes, length, count);
    length += count;
    return this;
  }

  ByteBuilder add(LuaString added) {
    return add(added.bytes(), 0, added.length());
  }

  /** Text of ASCII characters. */
  ByteBuilder add(String ascii) {
    return add(ascii.getBytes(StandardCharsets.ISO_8859_1), 0, ascii.length());
  }

  /** The lowest {@code count} bytes of a number, the most significant one first. */
  ByteBuilder addBigEndian(long value, int count) {
    for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      add((int) (value >>> shift));
    }
    return this;
  }

  /** The same, the least significant one first. */
  ByteBuilder addLittleEndian(long value, int count) {
    for (int i = 0; i < count; i++) {
      add((int) (value >>> (i * Byte.SIZE)));
    }
    return this;
  }

  LuaString finish() {
    machine.take(length);
    return new LuaString(Arrays.copyOf(bytes, length));
  }
}
