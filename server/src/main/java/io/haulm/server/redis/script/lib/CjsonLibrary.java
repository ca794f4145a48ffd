package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lib.JsonOptions.InvalidNumbers;
import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.NullPointer;

/** {@code cjson}: JSON, read and written as lua-cjson 2.1 does. */
final class CjsonLibrary {
  private static final int DEPTH_MAX = Integer.MAX_VALUE;
  private static final int DIGITS_MAX = 14;

  static LuaTable create(Machine machine) {
    LuaTable library = machine.table();
    JsonOptions options = new JsonOptions();
    Builtin.addSimple(
        library,
        "encode",
        (m, args) -> {
          checkOne(args);
          return new JsonEncoder(m, options).encode(args.get(0));
        });
    Builtin.addSimple(
        library,
        "decode",
        (m, args) -> {
          checkOne(args);
          return new JsonDecoder(m, options, args.string(0)).decode();
        });
    library.put("null", NullPointer.NULL);
    library.put("_NAME", machine.string("cjson"));
    library.put("_VERSION", machine.string("2.1.0"));
    Builtin.addSimple(library, "new", (m, _) -> create(m));
    addOptions(library, options);
    return library;
  }

  private static void checkOne(Args args) {
    if (args.count() != 1) {
      throw args.bad(0, "expected 1 argument");
    }
  }

  private static void addOptions(LuaTable library, JsonOptions options) {
    Builtin.addSimple(
        library,
        "encode_max_depth",
        (_, args) -> {
          options.encodeDepthMax = integer(args, 0, options.encodeDepthMax, 1, DEPTH_MAX);
          return (double) options.encodeDepthMax;
        });
    Builtin.addSimple(
        library,
        "decode_max_depth",
        (_, args) -> {
          options.decodeDepthMax = integer(args, 0, options.decodeDepthMax, 1, DEPTH_MAX);
          return (double) options.decodeDepthMax;
        });
    Builtin.addSimple(
        library,
        "encode_number_precision",
        (_, args) -> {
          options.digits = integer(args, 0, options.digits, 1, DIGITS_MAX);
          return (double) options.digits;
        });
    Builtin.addSimple(
        library,
        "encode_keep_buffer",
        (_, args) -> {
          options.keepsBuffer = flag(args, options.keepsBuffer);
          return options.keepsBuffer;
        });
    Builtin.addSimple(
        library,
        "decode_invalid_numbers",
        (_, args) -> {
          options.decodesInvalid = flag(args, options.decodesInvalid);
          return options.decodesInvalid;
        });
    Builtin.addSimple(
        library, "encode_invalid_numbers", (m, args) -> encodeInvalid(m, args, options));
    Builtin.add(library, "encode_sparse_array", (_, args) -> sparse(args, options));
  }

  private static int integer(Args args, int place, int current, int min, int max) {
    if (args.isAbsent(place)) {
      return current;
    }
    long value = args.integer(place);
    if (value < min || value > max) {
      throw args.bad(place, "expected integer between " + min + " and " + max);
    }
    return (int) value;
  }

  private static boolean flag(Args args, boolean current) {
    if (args.isAbsent(0)) {
      return current;
    }
    if (args.get(0) instanceof Boolean flag) {
      return flag;
    }
    return switch (args.string(0).latin()) {
      case "on" -> true;
      case "off" -> false;
      case String other -> throw args.bad(0, "invalid option '" + other + "'");
    };
  }

  private static Object encodeInvalid(Machine machine, Args args, JsonOptions options) {
    boolean asksForNull =
        !args.isAbsent(0)
            && !(args.get(0) instanceof Boolean)
            && args.string(0).latin().equals("null");
    if (asksForNull) {
      options.encodesInvalid = InvalidNumbers.NULL;
    } else if (!args.isAbsent(0)) {
      options.encodesInvalid = flag(args, false) ? InvalidNumbers.WRITTEN : InvalidNumbers.REFUSED;
    }
    return switch (options.encodesInvalid) {
      case REFUSED -> false;
      case WRITTEN -> true;
      case NULL -> machine.string("null");
    };
  }

  private static Object[] sparse(Args args, JsonOptions options) {
    options.convertsSparse = flag(args, options.convertsSparse);
    options.sparseRatio = integer(args, 1, options.sparseRatio, 0, Integer.MAX_VALUE);
    options.sparseSafe = integer(args, 2, options.sparseSafe, 0, Integer.MAX_VALUE);
    return new Object[] {
      options.convertsSparse, (double) options.sparseRatio, (double) options.sparseSafe
    };
  }

  private CjsonLibrary() {}
}
