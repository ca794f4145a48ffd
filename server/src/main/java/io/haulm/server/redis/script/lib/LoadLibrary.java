package io.haulm.server.redis.script.lib;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaFunction;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.Parser;

/** Functions that make functions out of text. */
final class LoadLibrary {
  private static final int BYTECODE = 27;

  static void install(LuaTable globals) {
    Builtin.add(globals, "load", LoadLibrary::load);
    Builtin.add(
        globals,
        "loadstring",
        (machine, args) -> read(machine, args.string(0), args.string(1, args.string(0))));
  }

  private static Object[] load(Machine machine, Args args) {
    LuaFunction pieces = args.function(0);
    ByteBuilder source = new ByteBuilder(machine);
    while (true) {
      Object piece = machine.callForOne(pieces);
      if (piece == NIL || (piece instanceof LuaString text && text.length() == 0)) {
        return read(machine, source.finish(), args.string(1, LuaString.of("=(load)")));
      }
      if (!(piece instanceof LuaString text)) {
        return new Object[] {NIL, LuaString.of("reader function must return a string")};
      }
      source.add(text);
      machine.tick();
    }
  }

  private static Object[] read(Machine machine, LuaString source, LuaString name) {
    if (source.length() > 0 && source.at(0) == BYTECODE) {
      return new Object[] {NIL, LuaString.of("bytecode is not loaded")};
    }
    // A tree takes some times the memory of the text.
    machine.take(32L * source.length());
    try {
      return new Object[] {Parser.parse(source.bytes(), name.latin())};
    } catch (LuaError e) {
      return new Object[] {NIL, e.value()};
    }
  }

  private LoadLibrary() {}
}
