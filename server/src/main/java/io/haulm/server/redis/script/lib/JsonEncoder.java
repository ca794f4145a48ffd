package io.haulm.server.redis.script.lib;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.NullPointer;
import io.haulm.server.redis.script.lua.NumberText;
import io.haulm.server.redis.script.lua.Operations;

/** Writes values as JSON. */
final class JsonEncoder {
  private static final int LEVELS = 3;
  private static final int OBJECT = -1;

  private final Machine machine;
  private final JsonOptions options;
  private final ByteBuilder out;

  JsonEncoder(Machine machine, JsonOptions options) {
    this.machine = machine;
    this.options = options;
    this.out = new ByteBuilder(machine);
  }

  LuaString encode(Object value) {
    write(value, 0);
    return out.finish();
  }

  private void write(Object value, int depth) {
    machine.tick();
    switch (value) {
      case LuaString text -> writeString(text);
      case Double number -> writeNumber(number);
      case Boolean flag -> out.add(flag ? "true" : "false");
      case LuaTable table -> writeTable(table, depth + 1);
      default -> {
        if (value != NIL && value != NullPointer.NULL) {
          throw refusal(value, "type not supported");
        }
        out.add("null");
      }
    }
  }

  private static LuaError refusal(Object value, String why) {
    return new LuaError("Cannot serialise " + Operations.typeName(value) + ": " + why);
  }

  private void writeTable(LuaTable table, int depth) {
    if (depth > options.encodeDepthMax) {
      throw new LuaError("Cannot serialise, excessive nesting (" + depth + ")");
    }
    machine.enter(LEVELS);
    try {
      int length = listLength(table);
      if (length > 0) {
        writeList(table, length, depth);
      } else {
        writeObject(table, depth);
      }
    } finally {
      machine.leave(LEVELS);
    }
  }

  /** How long it is as a list; negative when it is none. */
  private int listLength(LuaTable table) {
    double max = 0;
    int members = 0;
    for (int at = table.nextPlace(0); at >= 0; at = table.nextPlace(at + 1)) {
      machine.tick();
      boolean isPlace =
          table.keyAt(at) instanceof Double number && number > 0 && number == Math.floor(number);
      if (!isPlace) {
        return OBJECT;
      }
      max = Math.max(max, (Double) table.keyAt(at));
      members++;
    }
    boolean isSparse =
        options.sparseRatio > 0
            && max > (double) members * options.sparseRatio
            && max > options.sparseSafe;
    if (isSparse) {
      if (!options.convertsSparse) {
        throw refusal(table, "excessively sparse array");
      }
      return OBJECT;
    }
    return (int) max;
  }

  private void writeList(LuaTable table, int length, int depth) {
    out.add('[');
    for (int i = 1; i <= length; i++) {
      if (i > 1) {
        out.add(',');
      }
      write(table.get(i), depth);
    }
    out.add(']');
  }

  private void writeObject(LuaTable table, int depth) {
    out.add('{');
    boolean isFirst = true;
    for (int at = table.nextPlace(0); at >= 0; at = table.nextPlace(at + 1)) {
      if (!isFirst) {
        out.add(',');
      }
      isFirst = false;
      switch (table.keyAt(at)) {
        case LuaString text -> writeString(text);
        case Double number -> {
          out.add('"');
          writeNumber(number);
          out.add('"');
        }
        case Object other -> throw refusal(other, "table key must be a number or string");
      }
      out.add(':');
      write(table.valueAt(at), depth);
    }
    out.add('}');
  }

  private void writeNumber(double number) {
    if (Double.isFinite(number)) {
      out.add(
          options.digits == NumberText.LUA_DIGITS
              ? NumberText.text(number)
              : NumberText.general(number, options.digits, false));
      return;
    }
    switch (options.encodesInvalid) {
      case REFUSED -> throw refusal(number, "must not be NaN or Inf");
      case WRITTEN -> out.add(NumberText.text(number));
      case NULL -> out.add("null");
    }
  }

  private void writeString(LuaString text) {
    out.add('"');
    for (int i = 0; i < text.length(); i++) {
      int next = text.at(i);
      int named = "\b\t\n\f\r\"\\/".indexOf(next);
      if (named >= 0) {
        out.add('\\').add("btnfr\"\\/".charAt(named));
      } else if (next < ' ' || next == 127) {
        out.add(String.format("\\u%04x", next));
      } else {
        out.add(next);
      }
    }
    out.add('"');
  }
}
