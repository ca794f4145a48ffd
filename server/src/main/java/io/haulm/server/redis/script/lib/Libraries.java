package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;

/** All libraries. */
public final class Libraries {
  /**
   * Gives a machine its libraries.
   *
   * @param seed where the random numbers come from
   */
  public static void install(Machine machine, long seed) {
    LuaTable globals = machine.globals();
    globals.put("_G", globals);
    globals.put("_VERSION", machine.string("Lua 5.1"));
    BaseLibrary.install(machine, globals);
    LoadLibrary.install(globals);
    globals.put("string", StringLibrary.create(machine));
    globals.put("table", TableLibrary.create(machine));
    globals.put("math", MathLibrary.create(machine, seed));
    globals.put("os", OsLibrary.create(machine));
    globals.put("coroutine", CoroutineLibrary.create(machine));
    globals.put("bit", BitLibrary.create(machine));
    globals.put("cjson", CjsonLibrary.create(machine));
    globals.put("cmsgpack", CmsgpackLibrary.create(machine));
    globals.put("struct", StructLibrary.create(machine));
  }

  private Libraries() {}
}
