package io.haulm.server.redis.script.lib;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;

/** Reads MessagePack. */
final class MessageUnpacker {
  private static final int LEVELS = 3;

  private final Machine machine;
  private final LuaString text;
  private int at;

  MessageUnpacker(Machine machine, LuaString text, int offset) {
    this.machine = machine;
    this.text = text;
    this.at = offset;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  int place() {
    return at;
  }

  Object unpack() {
    machine.tick();
    int code = (int) unsigned(1);
    if (code < 0x80) {
      return (double) code;
    }
    if (code >= 0xe0) {
      return (double) (byte) code;
    }
    if (code < 0x90) {
      return map(code & 0x0f);
    }
    if (code < 0xa0) {
      return list(code & 0x0f);
    }
    return code < 0xc0 ? string(code & 0x1f) : coded(code);
  }

  private Object coded(int code) {
    return switch (code) {
      case 0xc0 -> NIL;
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xd9 -> string(unsigned(1));
      case 0xda -> string(unsigned(2));
      case 0xdb -> string(unsigned(4));
      case 0xca -> (double) Float.intBitsToFloat((int) unsigned(4));
      case 0xcb -> Double.longBitsToDouble(unsigned(8));
      case 0xcc -> (double) unsigned(1);
      case 0xcd -> (double) unsigned(2);
      case 0xce -> (double) unsigned(4);
      case 0xd0 -> (double) (byte) unsigned(1);
      case 0xd1 -> (double) (short) unsigned(2);
      case 0xd2 -> (double) (int) unsigned(4);
      // Also what is written without a sign is read with one.
      case 0xcf, 0xd3 -> (double) unsigned(8);
      case 0xdc -> list(unsigned(2));
      case 0xdd -> list(unsigned(4));
      case 0xde -> map(unsigned(2));
      case 0xdf -> map(unsigned(4));
      default -> throw new LuaError("Bad data format in input.");
    };
  }

  private void need(long bytes) {
    if (text.length() - at < bytes) {
      throw new LuaError("Missing bytes in input.");
    }
  }

  /** A number of so many bytes; of 8 bytes, with its sign. */
  private long unsigned(int bytes) {
    need(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << Byte.SIZE) | text.at(at++);
    }
    return value;
  }

  private LuaString string(long length) {
    need(length);
    machine.take(length);
    LuaString string = text.slice(at, at + (int) length);
    at += (int) length;
    return string;
  }

  private LuaTable list(long count) {
    machine.enter(LEVELS);
    LuaTable table = machine.table();
    for (long i = 1; i <= count; i++) {
      table.put((double) i, unpack());
    }
    machine.leave(LEVELS);
    return table;
  }

  private LuaTable map(long count) {
    machine.enter(LEVELS);
    LuaTable table = machine.table();
    for (long i = 0; i < count; i++) {
      Object key = unpack();
      table.put(key, unpack());
    }
    machine.leave(LEVELS);
    return table;
  }
}
