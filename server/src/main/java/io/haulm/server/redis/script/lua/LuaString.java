package io.haulm.server.redis.script.lua;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** A string of Lua: any bytes, never changed. */
public final class LuaString implements Comparable<LuaString> {
  /** The string without bytes. */
  public static final LuaString EMPTY = new LuaString(new byte[0]);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;
  // Keys of tables come out of job bodies: nobody is to know beforehand which ones collide.
  private static final long SEED = ThreadLocalRandom.current().nextLong();

  private final byte[] bytes;
  private int hash;

  /** A string of these bytes, which are kept and not to be changed any more. */
  public LuaString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Text as UTF-8. */
  public static LuaString of(String text) {
    return new LuaString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Its bytes, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes it has. */
  public int length() {
    return bytes.length;
  }

  /** A byte of it, 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /** The bytes from {@code from} on and before {@code to}. */
  public LuaString slice(int from, int to) {
    return from == 0 && to == bytes.length
        ? this
        : new LuaString(Arrays.copyOfRange(bytes, from, to));
  }

  /** One char for each byte, so that nothing is lost on the way back. */
  public String latin() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A string of one byte for each char. */
  public static LuaString ofLatin(String text) {
    return new LuaString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public int compareTo(LuaString other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof LuaString string
            && hashCode() == string.hashCode()
            && Arrays.equals(bytes, string.bytes));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = hashOf(bytes) | 1;
    }
    return hash;
  }

  private static int hashOf(byte[] bytes) {
    long state = SEED ^ bytes.length;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      state = mix(state ^ (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < bytes.length; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
    }
    return (int) (mix(state ^ rest) >>> 31);
  }

  private static long mix(long word) {
    long product = word * FACTOR;
    return ((product ^ (product >>> 29)) * (SEED | 1)) ^ (product >>> 32);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
