package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.concurrent.TimeUnit;

/** {@code os}: of it, scripts have only the clock that tells how long something took. */
final class OsLibrary {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  static LuaTable create(Machine machine) {
    LuaTable os = machine.table();
    long began = System.nanoTime();
    Builtin.addSimple(os, "clock", (_, _) -> (System.nanoTime() - began) / NANOS_PER_SECOND);
    return os;
  }

  private OsLibrary() {}
}
