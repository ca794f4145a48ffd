package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.ArrayList;
import java.util.List;

/** {@code struct}: values laid out as the structs of C. */
final class StructLibrary {
  static LuaTable create(Machine machine) {
    LuaTable library = machine.table();
    Builtin.addSimple(library, "pack", StructLibrary::pack);
    Builtin.add(library, "unpack", StructLibrary::unpack);
    Builtin.addSimple(library, "size", (_, args) -> size(args));
    return library;
  }

  private static Object pack(Machine machine, Args args) {
    StructFormat format = new StructFormat(args);
    ByteBuilder out = new ByteBuilder(machine);
    int argument = 1;
    while (format.next()) {
      machine.tick();
      int padding = format.padding(out.length());
      for (int i = 0; i < padding; i++) {
        out.add(0);
      }
      if (format.takesNoValue()) {
        for (int i = 0; i < format.size(); i++) {
          out.add(0);
        }
      } else {
        if (argument >= args.count()) {
          argument = args.count();
          throw args.bad(
              argument, format.isText() ? "string expected, got nil" : "number expected, got nil");
        }
        packValue(out, format, args, argument++);
      }
    }
    return out.finish();
  }

  private static void packValue(ByteBuilder out, StructFormat format, Args args, int argument) {
    int size = format.size();
    switch (format.option()) {
      case 'f' ->
          addBytes(out, format, Float.floatToRawIntBits((float) args.number(argument)), size);
      case 'd' -> addBytes(out, format, Double.doubleToRawLongBits(args.number(argument)), size);
      case 's', 'c' -> {
        LuaString text = args.string(argument);
        int wanted = size == 0 ? text.length() : size;
        if (text.length() < wanted) {
          throw args.bad(argument + 1, "string too short");
        }
        out.add(text.bytes(), 0, wanted);
        if (format.option() == 's') {
          out.add(0);
        }
      }
      default -> {
        double number = args.number(argument);
        addBytes(out, format, (long) number, size);
      }
    }
  }

  private static void addBytes(ByteBuilder out, StructFormat format, long value, int size) {
    // Wider ones are filled up with zeros, whatever the sign.
    int filling = Math.max(0, size - Long.BYTES);
    if (format.isBigEndian()) {
      addZeros(out, filling);
      out.addBigEndian(value, size - filling);
    } else {
      out.addLittleEndian(value, size - filling);
      addZeros(out, filling);
    }
  }

  private static void addZeros(ByteBuilder out, int count) {
    for (int i = 0; i < count; i++) {
      out.add(0);
    }
  }

  private static Object[] unpack(Machine machine, Args args) {
    StructFormat format = new StructFormat(args);
    LuaString data = args.string(1);
    long offset = args.integer(2, 1);
    if (offset < 1) {
      throw args.bad(2, "offset must be 1 or greater");
    }
    long at = offset - 1;
    List<Object> values = new ArrayList<>();
    while (format.next()) {
      machine.tick();
      at += format.padding((int) Math.min(Integer.MAX_VALUE, at));
      int size = format.size();
      if (at > data.length() || size > data.length() - at) {
        throw args.bad(1, "data string too short");
      }
      if (!format.takesNoValue()) {
        Object value = read(machine, format, data, (int) at, values);
        at += format.isText() ? ((LuaString) value).length() : size;
        at += format.option() == 's' ? 1 : 0;
        values.add(value);
      } else {
        at += size;
      }
      if (values.size() >= BaseLibrary.VALUES_MAX) {
        throw new LuaError("too many results to unpack");
      }
    }
    values.add((double) (at + 1));
    return values.toArray();
  }

  private static Object read(
      Machine machine, StructFormat format, LuaString data, int at, List<Object> values) {
    int size = format.size();
    return switch (format.option()) {
      case 'f' -> (double) Float.intBitsToFloat((int) number(format, data, at, size));
      case 'd' -> Double.longBitsToDouble(number(format, data, at, size));
      case 'c' -> {
        int length = size == 0 ? previousSize(values) : size;
        if (length > data.length() - at) {
          throw new LuaError("bad argument #2 to 'unpack' (data string too short)");
        }
        machine.take(length);
        yield data.slice(at, at + length);
      }
      case 's' -> {
        int end = at;
        while (end < data.length() && data.at(end) != 0) {
          end++;
        }
        if (end == data.length()) {
          throw new LuaError("unfinished string in data");
        }
        machine.take(end - at);
        yield data.slice(at, end);
      }
      default -> integer(format, data, at, size);
    };
  }

  private static int previousSize(List<Object> values) {
    if (values.isEmpty() || !(values.getLast() instanceof Double size)) {
      throw new LuaError("format 'c0' needs a previous size");
    }
    values.removeLast();
    return (int) (double) size;
  }

  private static long number(StructFormat format, LuaString data, int at, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      int place = format.isBigEndian() ? i : size - 1 - i;
      value = (value << Byte.SIZE) | data.at(at + place);
    }
    return value;
  }

  private static double integer(StructFormat format, LuaString data, int at, int size) {
    long value = number(format, data, at, size);
    boolean isSigned = Character.isLowerCase(format.option());
    if (size >= Long.BYTES) {
      return isSigned || value >= 0 ? (double) value : (double) (value >>> 1) * 2 + (value & 1);
    }
    int unused = Long.SIZE - size * Byte.SIZE;
    return isSigned ? (double) ((value << unused) >> unused) : (double) value;
  }

  private static Object size(Args args) {
    StructFormat format = new StructFormat(args);
    long at = 0;
    while (format.next()) {
      at += format.padding((int) Math.min(Integer.MAX_VALUE, at));
      if (format.option() == 's') {
        throw args.bad(0, "option 's' has no fixed size");
      }
      if (format.option() == 'c' && format.size() == 0) {
        throw args.bad(0, "option 'c0' has no fixed size");
      }
      at += format.size();
    }
    return (double) at;
  }

  private StructLibrary() {}
}
