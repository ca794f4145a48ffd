package io.haulm.server.redis.script.lib;

import io.haulm.engine.Check;
import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.function.IntUnaryOperator;

/** {@code string}, which is also what methods of strings are. */
final class StringLibrary {
  private static final int CASE_BIT = 0x20;
  private static final int BYTE_MAX = 255;

  static LuaTable create(Machine machine) {
    LuaTable library = machine.table();
    Builtin.add(library, "byte", StringLibrary::bytes);
    Builtin.addSimple(library, "char", StringLibrary::fromBytes);
    Builtin.addSimple(library, "len", (_, args) -> (double) args.string(0).length());
    Builtin.addSimple(library, "sub", StringLibrary::sub);
    Builtin.addSimple(library, "rep", StringLibrary::repeat);
    Builtin.addSimple(library, "reverse", StringLibrary::reverse);
    Builtin.addSimple(library, "lower", (m, args) -> map(m, args, StringLibrary::lower));
    Builtin.addSimple(library, "upper", (m, args) -> map(m, args, StringLibrary::upper));
    Builtin.addSimple(library, "format", StringFormat::format);
    Builtin.addSimple(
        library,
        "dump",
        (_, _) -> {
          throw new LuaError("unable to dump given function");
        });
    Searches.install(library);
    LuaTable metatable =
        Check.present(machine.stringMetatable(), "the base library has made the metatable");
    metatable.put("__index", library);
    return library;
  }

  /** A place in a string of this length, counted from its end when negative. */
  static long place(long given, int length) {
    return given >= 0 ? given : Math.max(0, given + length + 1);
  }

  private static Object[] bytes(Machine machine, Args args) {
    LuaString text = args.string(0);
    long from = place(args.integer(1, 1), text.length());
    long to = place(args.integer(2, from), text.length());
    from = Math.max(1, from);
    to = Math.min(text.length(), to);
    if (from > to) {
      return new Object[0];
    }
    if (to - from + 1 + args.count() > BaseLibrary.VALUES_MAX) {
      throw new LuaError("string slice too long");
    }
    Object[] values = new Object[(int) (to - from + 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (double) text.at((int) from - 1 + i);
    }
    return values;
  }

  private static Object fromBytes(Machine machine, Args args) {
    byte[] bytes = new byte[args.count()];
    for (int i = 0; i < bytes.length; i++) {
      long value = args.integer(i);
      if (value < 0 || value > BYTE_MAX) {
        throw args.bad(i, "invalid value");
      }
      bytes[i] = (byte) value;
    }
    return machine.string(bytes);
  }

  private static Object sub(Machine machine, Args args) {
    LuaString text = args.string(0);
    long from = Math.max(1, place(args.integer(1), text.length()));
    long to = Math.min(text.length(), place(args.integer(2, -1), text.length()));
    if (from > to) {
      return LuaString.EMPTY;
    }
    machine.take(to - from + 1);
    return text.slice((int) from - 1, (int) to);
  }

  private static Object repeat(Machine machine, Args args) {
    LuaString text = args.string(0);
    long times = args.integer(1);
    if (times <= 0 || text.length() == 0) {
      return LuaString.EMPTY;
    }
    machine.take(times > Integer.MAX_VALUE ? Long.MAX_VALUE / 2 : times * text.length());
    byte[] bytes = new byte[Math.toIntExact(times * text.length())];
    System.arraycopy(text.bytes(), 0, bytes, 0, text.length());
    // What is there already is doubled, so that short texts take no longer than long ones.
    for (int done = text.length(); done < bytes.length; ) {
      int count = Math.min(done, bytes.length - done);
      System.arraycopy(bytes, 0, bytes, done, count);
      done += count;
    }
    return new LuaString(bytes);
  }

  private static Object reverse(Machine machine, Args args) {
    LuaString text = args.string(0);
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = text.bytes()[bytes.length - 1 - i];
    }
    return machine.string(bytes);
  }

  private static Object map(Machine machine, Args args, IntUnaryOperator change) {
    LuaString text = args.string(0);
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) change.applyAsInt(text.bytes()[i]);
    }
    return machine.string(bytes);
  }

  private static int lower(int letter) {
    return letter >= 'A' && letter <= 'Z' ? letter | CASE_BIT : letter;
  }

  private static int upper(int letter) {
    return letter >= 'a' && letter <= 'z' ? letter & ~CASE_BIT : letter;
  }

  private StringLibrary() {}
}
