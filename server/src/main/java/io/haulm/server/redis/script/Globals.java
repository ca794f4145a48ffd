package io.haulm.server.redis.script;

import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.Operations;

/** Keeps scripts from leaving anything behind for those that come after them. */
final class Globals {
  /** Makes all that scripts share unchangeable, and the use of unknown names an error. */
  static void protect(Machine machine) {
    LuaTable globals = machine.globals();
    LuaTable metatable = machine.table();
    Builtin.addSimple(
        metatable,
        "__index",
        (_, args) -> {
          String name = Operations.text(args.get(1)).toString();
          throw new LuaError(
              "Script attempted to access nonexistent global variable '" + name + "'");
        });
    globals.setMetatable(metatable);
    protect(metatable);
    for (int at = globals.nextPlace(0); at >= 0; at = globals.nextPlace(at + 1)) {
      if (globals.valueAt(at) instanceof LuaTable library && library != globals) {
        protect(library);
      }
    }
    LuaTable strings = machine.stringMetatable();
    if (strings != null) {
      protect(strings);
    }
    protect(globals);
  }

  private static void protect(LuaTable table) {
    table.setReadonly(true);
  }

  private Globals() {}
}
