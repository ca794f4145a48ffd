package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;

/** Writes MessagePack. */
final class MessagePacker {
  /** Tables further inside are left out: there may be no end to them. */
  private static final int DEPTH_MAX = 16;

  private static final int NIL_CODE = 0xc0;
  private static final int FALSE_CODE = 0xc2;
  private static final int TRUE_CODE = 0xc3;
  private static final int FLOAT_CODE = 0xca;
  private static final int DOUBLE_CODE = 0xcb;
  private static final int UNSIGNED_CODE = 0xcc;
  private static final int SIGNED_CODE = 0xd0;
  private static final int STRING_CODE = 0xd9;
  private static final int LIST_CODE = 0xdc;
  private static final int MAP_CODE = 0xde;

  private final Machine machine;
  private final ByteBuilder out;

  MessagePacker(Machine machine) {
    this.machine = machine;
    this.out = new ByteBuilder(machine);
  }

  LuaString finish() {
    return out.finish();
  }

  void pack(Object value, int depth) {
    machine.tick();
    switch (value) {
      case LuaString text -> packString(text);
      case Boolean flag -> out.add(flag ? TRUE_CODE : FALSE_CODE);
      case Double number -> packNumber(number);
      case LuaTable table -> {
        if (depth == DEPTH_MAX) {
          out.add(NIL_CODE);
        } else {
          packTable(table, depth + 1);
        }
      }
      default -> out.add(NIL_CODE);
    }
  }

  private void packNumber(double number) {
    long whole = (long) number;
    if (whole == number && whole != Long.MAX_VALUE) {
      packInteger(whole);
    } else if ((float) number == number) {
      out.add(FLOAT_CODE).addBigEndian(Float.floatToRawIntBits((float) number), Float.BYTES);
    } else {
      out.add(DOUBLE_CODE).addBigEndian(Double.doubleToRawLongBits(number), Double.BYTES);
    }
  }

  private void packInteger(long value) {
    if (value >= 0 ? value <= 0x7f : value >= -0x20) {
      out.add((int) value);
      return;
    }
    // Codes follow each other for 1, 2, 4 and 8 bytes.
    int size = 0;
    while (size < 3 && !fits(value, Byte.SIZE << size)) {
      size++;
    }
    out.add((value >= 0 ? UNSIGNED_CODE : SIGNED_CODE) + size).addBigEndian(value, 1 << size);
  }

  private static boolean fits(long value, int bits) {
    return value >= 0 ? value >>> bits == 0 : value >= -(1L << (bits - 1));
  }

  private void packString(LuaString text) {
    int length = text.length();
    if (length < 32) {
      out.add(0xa0 | length);
    } else if (length <= 0xff) {
      out.add(STRING_CODE).add(length);
    } else if (length <= 0xffff) {
      out.add(STRING_CODE + 1).addBigEndian(length, 2);
    } else {
      out.add(STRING_CODE + 2).addBigEndian(length, 4);
    }
    out.add(text);
  }

  private void packTable(LuaTable table, int depth) {
    int members = 0;
    double max = 0;
    boolean isList = true;
    for (int at = table.nextPlace(0); at >= 0; at = table.nextPlace(at + 1)) {
      machine.tick();
      members++;
      isList &= table.keyAt(at) instanceof Double key && key > 0 && key == Math.floor(key);
      max = isList ? Math.max(max, (Double) table.keyAt(at)) : 0;
    }
    if (isList && max == members) {
      packHeader(members, 0x90, LIST_CODE);
      for (int i = 1; i <= members; i++) {
        pack(table.get(i), depth);
      }
      return;
    }
    packHeader(members, 0x80, MAP_CODE);
    for (int at = table.nextPlace(0); at >= 0; at = table.nextPlace(at + 1)) {
      pack(table.keyAt(at), depth);
      pack(table.valueAt(at), depth);
    }
  }

  private void packHeader(int count, int shortCode, int longCode) {
    if (count < 16) {
      out.add(shortCode | count);
    } else if (count <= 0xffff) {
      out.add(longCode).addBigEndian(count, 2);
    } else {
      out.add(longCode + 1).addBigEndian(count, 4);
    }
  }
}
