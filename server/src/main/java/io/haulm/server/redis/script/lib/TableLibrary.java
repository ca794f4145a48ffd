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

/** {@code table}. */
final class TableLibrary {
  static LuaTable create(Machine machine) {
    LuaTable library = machine.table();
    Builtin.addSimple(library, "concat", TableLibrary::concat);
    Builtin.add(library, "insert", TableLibrary::insert);
    Builtin.add(library, "remove", TableLibrary::remove);
    Builtin.add(library, "sort", TableSort::sort);
    Builtin.addSimple(library, "getn", (_, args) -> (double) args.table(0).length());
    Builtin.addSimple(library, "maxn", TableLibrary::largestIndex);
    Builtin.add(library, "foreach", (m, args) -> forEach(m, args, false));
    Builtin.add(library, "foreachi", (m, args) -> forEach(m, args, true));
    Builtin.add(
        library,
        "setn",
        (_, _) -> {
          throw new LuaError("'setn' is obsolete");
        });
    return library;
  }

  private static Object concat(Machine machine, Args args) {
    LuaTable list = args.table(0);
    LuaString separator = args.string(1, LuaString.EMPTY);
    long from = args.integer(2, 1);
    long to = args.integer(3, list.length());
    ByteBuilder joined = new ByteBuilder(machine);
    for (long i = from; i <= to; i++) {
      machine.tick();
      switch (list.get((int) i)) {
        case LuaString text -> joined.add(text);
        case Double number -> joined.add(NumberText.text(number));
        case Object other ->
            throw new LuaError(
                "invalid value ("
                    + Operations.typeName(other)
                    + ") at index "
                    + i
                    + " in table for 'concat'");
      }
      if (i < to) {
        joined.add(separator);
      }
    }
    return joined.finish();
  }

  private static Object[] insert(Machine machine, Args args) {
    LuaTable list = args.table(0);
    int end = list.length() + 1;
    switch (args.count()) {
      case 2 -> list.put(end, args.get(1));
      case 3 -> {
        int place = (int) args.integer(1);
        for (int i = Math.max(end, place); i > place; i--) {
          machine.tick();
          list.put(i, list.get(i - 1));
        }
        list.put(place, args.get(2));
      }
      default -> throw new LuaError("wrong number of arguments to 'insert'");
    }
    return LuaFunction.NONE;
  }

  private static Object[] remove(Machine machine, Args args) {
    LuaTable list = args.table(0);
    int end = list.length();
    int place = (int) args.integer(1, end);
    if (place < 1 || place > end) {
      return LuaFunction.NONE;
    }
    Object removed = list.get(place);
    for (int i = place; i < end; i++) {
      machine.tick();
      list.put(i, list.get(i + 1));
    }
    list.put(end, NIL);
    return new Object[] {removed};
  }

  private static Object largestIndex(Machine machine, Args args) {
    LuaTable table = args.table(0);
    double largest = 0;
    for (int at = table.nextPlace(0); at >= 0; at = table.nextPlace(at + 1)) {
      machine.tick();
      if (table.keyAt(at) instanceof Double number) {
        largest = Math.max(largest, number);
      }
    }
    return largest;
  }

  private static Object[] forEach(Machine machine, Args args, boolean isList) {
    LuaTable table = args.table(0);
    LuaFunction function = args.function(1);
    int length = table.length();
    int at = isList ? 0 : table.nextPlace(0);
    while (isList ? at < length : at >= 0) {
      machine.tick();
      Object key = isList ? (Object) (double) (at + 1) : table.keyAt(at);
      Object value = machine.callForOne(function, key, table.get(key));
      if (value != NIL) {
        return new Object[] {value};
      }
      at = isList ? at + 1 : table.nextPlace(at + 1);
    }
    return LuaFunction.NONE;
  }

  private TableLibrary() {}
}
