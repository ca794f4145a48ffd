package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.ArrayList;
import java.util.List;

/** {@code cmsgpack}: MessagePack, as lua-cmsgpack 0.4 reads and writes it. */
final class CmsgpackLibrary {
  static LuaTable create(Machine machine) {
    LuaTable library = machine.table();
    Builtin.addSimple(library, "pack", CmsgpackLibrary::pack);
    Builtin.add(library, "unpack", (m, args) -> unpack(m, args, Integer.MAX_VALUE, 0, false));
    Builtin.add(library, "unpack_one", (m, args) -> unpack(m, args, 1, args.integer(1, 0), true));
    Builtin.add(
        library,
        "unpack_limit",
        (m, args) -> unpack(m, args, args.integer(1), args.integer(2, 0), true));
    library.put("_NAME", machine.string("cmsgpack"));
    library.put("_VERSION", machine.string("lua-cmsgpack 0.4.0"));
    library.put("_COPYRIGHT", machine.string("Copyright (C) 2012, Salvatore Sanfilippo"));
    library.put("_DESCRIPTION", machine.string("MessagePack C implementation for Lua"));
    return library;
  }

  private static Object pack(Machine machine, Args args) {
    if (args.count() == 0) {
      throw args.bad(-1, "MessagePack pack needs input.");
    }
    MessagePacker packer = new MessagePacker(machine);
    for (Object value : args.values()) {
      packer.pack(value, 0);
    }
    return packer.finish();
  }

  private static Object[] unpack(
      Machine machine, Args args, long limit, long offset, boolean tellsPlace) {
    LuaString text = args.string(0);
    if (offset < 0 || limit < 0) {
      throw new LuaError(
          "Invalid request to unpack with offset of "
              + offset
              + " and limit of "
              + text.length()
              + ".");
    }
    if (offset > text.length()) {
      throw new LuaError(
          "Start offset " + offset + " greater than input length " + text.length() + ".");
    }
    MessageUnpacker unpacker = new MessageUnpacker(machine, text, (int) offset);
    List<Object> values = new ArrayList<>();
    boolean wantsAll = limit == 0 && offset == 0;
    long wanted = wantsAll ? Integer.MAX_VALUE : limit;
    for (long i = 0; i < wanted && !unpacker.isAtEnd(); i++) {
      if (values.size() >= BaseLibrary.VALUES_MAX) {
        throw new LuaError("too many values to unpack");
      }
      values.add(unpacker.unpack());
    }
    if (tellsPlace && !wantsAll) {
      values.addFirst(unpacker.isAtEnd() ? -1.0 : (double) unpacker.place());
    }
    return values.toArray();
  }

  private CmsgpackLibrary() {}
}
