package io.haulm.server.redis.script.lib;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.Coroutine;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaFunction;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.Arrays;

/** {@code coroutine}. */
final class CoroutineLibrary {
  static LuaTable create(Machine machine) {
    LuaTable library = machine.table();
    Builtin.addSimple(library, "create", (m, args) -> new Coroutine(m, args.function(0)));
    Builtin.add(library, "resume", CoroutineLibrary::resume);
    Builtin.addSimple(library, "status", (m, args) -> m.string(coroutine(args).status().word()));
    Builtin.add(library, "yield", (m, args) -> m.suspend(args.values()));
    Builtin.addSimple(
        library,
        "running",
        (m, _) -> {
          Coroutine running = m.current();
          return running == null ? NIL : running;
        });
    Builtin.add(library, "wrap", CoroutineLibrary::wrap);
    return library;
  }

  private static Coroutine coroutine(Args args) {
    if (args.get(0) instanceof Coroutine coroutine) {
      return coroutine;
    }
    throw args.bad(0, "coroutine expected");
  }

  private static Object[] resume(Machine machine, Args args) {
    Coroutine coroutine = coroutine(args);
    try {
      Object[] given = Arrays.copyOfRange(args.values(), 1, args.count());
      return BaseLibrary.prepend(true, coroutine.resume(given));
    } catch (LuaError e) {
      return new Object[] {false, e.value()};
    }
  }

  private static Object[] wrap(Machine machine, Args args) {
    Coroutine coroutine = new Coroutine(machine, args.function(0));
    return new Object[] {
      new LuaFunction() {
        @Override
        protected Object[] invoke(Machine running, Object[] given) {
          return coroutine.resume(given);
        }
      }
    };
  }

  private CoroutineLibrary() {}
}
