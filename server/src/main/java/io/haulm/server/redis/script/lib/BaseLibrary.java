package io.haulm.server.redis.script.lib;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaFunction;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.NumberText;
import io.haulm.server.redis.script.lua.Operations;
import java.util.Arrays;

/** Functions without a table of their own. */
final class BaseLibrary {
  /** So many values fit where Lua's own interpreter has arguments and results of its functions. */
  static final int VALUES_MAX = 8000;

  private static final LuaString ERR = LuaString.of("err");
  private static final LuaString METATABLE = LuaString.of("__metatable");
  private static final double BYTES_PER_KIB = 1024;
  private static final int DECIMAL = 10;

  static void install(Machine machine, LuaTable globals) {
    Builtin.add(globals, "assert", BaseLibrary::assertTrue);
    Builtin.add(globals, "error", BaseLibrary::error);
    Builtin.add(globals, "pcall", BaseLibrary::pcall);
    Builtin.add(globals, "xpcall", BaseLibrary::xpcall);
    Builtin.add(globals, "select", BaseLibrary::select);
    Builtin.add(globals, "unpack", BaseLibrary::unpack);
    Builtin.add(globals, "next", BaseLibrary::next);
    Builtin.add(globals, "__next_in_list", BaseLibrary::nextInList);
    Object next = globals.get("next");
    Object nextInList = globals.get("__next_in_list");
    globals.put("__next_in_list", NIL);
    Builtin.add(globals, "pairs", (_, args) -> new Object[] {next, args.table(0), NIL});
    Builtin.add(globals, "ipairs", (_, args) -> new Object[] {nextInList, args.table(0), 0.0});
    Builtin.addSimple(globals, "type", (m, args) -> m.string(Operations.typeName(args.any(0))));
    Builtin.addSimple(globals, "tostring", (m, args) -> Operations.shown(m, args.any(0)));
    Builtin.addSimple(globals, "tonumber", (_, args) -> toNumber(args));
    installTables(globals);
    Builtin.addSimple(globals, "collectgarbage", BaseLibrary::collectGarbage);
    Builtin.addSimple(globals, "gcinfo", (m, _) -> Math.floor(m.taken() / BYTES_PER_KIB));
    LuaTable strings = machine.table();
    machine.setStringMetatable(strings);
  }

  private static void installTables(LuaTable globals) {
    Builtin.addSimple(
        globals, "rawequal", (_, args) -> Operations.rawEquals(args.any(0), args.any(1)));
    Builtin.addSimple(globals, "rawget", (_, args) -> args.table(0).get(args.any(1)));
    Builtin.addSimple(
        globals,
        "rawset",
        (_, args) -> {
          LuaTable table = args.table(0);
          table.put(args.any(1), args.any(2));
          return table;
        });
    Builtin.addSimple(
        globals, "getmetatable", (m, args) -> Operations.shownMetatable(m, args.any(0)));
    Builtin.addSimple(globals, "setmetatable", (_, args) -> setMetatable(args));
  }

  private static Object setMetatable(Args args) {
    LuaTable table = args.table(0);
    Object given = args.get(1);
    if (args.count() < 2 || !(given == NIL || given instanceof LuaTable)) {
      throw args.bad(1, "nil or table expected");
    }
    LuaTable old = table.metatable();
    if (old != null && old.get(METATABLE) != NIL) {
      throw new LuaError("cannot change a protected metatable");
    }
    table.setMetatable(given instanceof LuaTable metatable ? metatable : null);
    return table;
  }

  private static Object[] assertTrue(Machine machine, Args args) {
    if (!Operations.isTrue(args.any(0))) {
      throw new LuaError(args.string(1, LuaString.of("assertion failed!")), 1);
    }
    return args.values();
  }

  private static Object[] error(Machine machine, Args args) {
    int level = (int) args.integer(1, 1);
    Object value = args.get(0);
    boolean isText = value instanceof LuaString || value instanceof Double;
    throw new LuaError(isText ? args.string(0) : value, isText ? level : 0);
  }

  /** As in Redis: what has been raised as a table with an error is caught as the error's text. */
  private static Object[] pcall(Machine machine, Args args) {
    Object callee = args.any(0);
    try {
      Object[] given = args.values();
      return prepend(true, machine.call(callee, Arrays.copyOfRange(given, 1, given.length)));
    } catch (LuaError e) {
      boolean isReply = e.value() instanceof LuaTable table && table.get(ERR) instanceof LuaString;
      return new Object[] {false, isReply ? ((LuaTable) e.value()).get(ERR) : e.value()};
    }
  }

  private static Object[] xpcall(Machine machine, Args args) {
    Object handler = args.any(1);
    try {
      return prepend(true, machine.call(args.get(0)));
    } catch (LuaError e) {
      return prepend(false, machine.call(handler, e.value()));
    }
  }

  static Object[] prepend(Object first, Object[] others) {
    Object[] all = new Object[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  private static Object[] select(Machine machine, Args args) {
    int count = args.count() - 1;
    if (args.get(0) instanceof LuaString word && word.length() > 0 && word.at(0) == '#') {
      return new Object[] {(double) count};
    }
    long place = args.integer(0);
    if (place < 0) {
      place = count + place + 1;
    }
    if (place < 1) {
      throw args.bad(0, "index out of range");
    }
    return place > count
        ? LuaFunction.NONE
        : Arrays.copyOfRange(args.values(), (int) place, args.count());
  }

  private static Object[] unpack(Machine machine, Args args) {
    LuaTable list = args.table(0);
    int from = (int) args.integer(1, 1);
    int to = (int) args.integer(2, list.length());
    if (from > to) {
      return LuaFunction.NONE;
    }
    long count = (long) to - from + 1;
    if (count + args.count() > VALUES_MAX) {
      throw new LuaError("too many results to unpack");
    }
    Object[] values = new Object[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(from + i);
    }
    return values;
  }

  private static Object[] next(Machine machine, Args args) {
    LuaTable table = args.table(0);
    int place = table.nextPlace(table.placeAfter(args.get(1)));
    return place < 0 ? new Object[] {NIL} : new Object[] {table.keyAt(place), table.valueAt(place)};
  }

  private static Object[] nextInList(Machine machine, Args args) {
    int index = (int) args.integer(1) + 1;
    Object value = args.table(0).get(index);
    return value == NIL ? new Object[] {NIL} : new Object[] {(double) index, value};
  }

  private static Object toNumber(Args args) {
    int base = (int) args.integer(1, DECIMAL);
    Object value = args.any(0);
    if (base == DECIMAL) {
      if (value instanceof Double) {
        return value;
      }
      double number = value instanceof LuaString text ? NumberText.parse(text) : Double.NaN;
      return Double.isNaN(number) ? NIL : number;
    }
    if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
      throw args.bad(1, "base out of range");
    }
    return readDigits(args.string(0).latin().strip(), base);
  }

  private static Object readDigits(String text, int base) {
    boolean isNegative = text.startsWith("-");
    String digits = isNegative || text.startsWith("+") ? text.substring(1) : text;
    if (base == 16 && (digits.startsWith("0x") || digits.startsWith("0X"))) {
      digits = digits.substring(2);
    }
    if (digits.isEmpty()) {
      return NIL;
    }
    double value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), base);
      if (digit < 0 || digits.charAt(i) > 'z') {
        return NIL;
      }
      value = value * base + digit;
    }
    // C reads these as unsigned, where a minus wraps around.
    return isNegative && value != 0 ? 0x1p64 - value : value;
  }

  private static Object collectGarbage(Machine machine, Args args) {
    String option = args.string(0, LuaString.of("collect")).latin();
    return switch (option) {
      case "count" -> machine.taken() / BYTES_PER_KIB;
      case "collect", "stop", "restart", "step", "setpause", "setstepmul" -> 0.0;
      default -> throw args.bad(0, "invalid option '" + option + "'");
    };
  }

  private BaseLibrary() {}
}
