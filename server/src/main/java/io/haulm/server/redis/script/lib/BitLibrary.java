package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.Locale;
import java.util.function.IntBinaryOperator;

/** {@code bit}: operations on numbers of 32 bits, as LuaBitOp has them. */
final class BitLibrary {
  // Added to a number, it moves the number's lowest 32 bits to the lowest ones of the sum's form.
  private static final double SHIFTER = 0x18_0000_0000_0000p0;
  private static final int HEX_DIGITS = 8;

  static LuaTable create(Machine machine) {
    LuaTable bit = machine.table();
    Builtin.addSimple(bit, "tobit", (_, args) -> (double) bits(args, 0));
    Builtin.addSimple(bit, "bnot", (_, args) -> (double) ~bits(args, 0));
    Builtin.addSimple(bit, "bswap", (_, args) -> (double) Integer.reverseBytes(bits(args, 0)));
    addFolding(bit, "band", (a, b) -> a & b);
    addFolding(bit, "bor", (a, b) -> a | b);
    addFolding(bit, "bxor", (a, b) -> a ^ b);
    addShift(bit, "lshift", (a, b) -> a << b);
    addShift(bit, "rshift", (a, b) -> a >>> b);
    addShift(bit, "arshift", (a, b) -> a >> b);
    addShift(bit, "rol", Integer::rotateLeft);
    addShift(bit, "ror", Integer::rotateRight);
    Builtin.addSimple(bit, "tohex", (m, args) -> m.string(hex(args)));
    return bit;
  }

  private static int bits(Args args, int place) {
    return (int) Double.doubleToRawLongBits(args.number(place) + SHIFTER);
  }

  private static void addFolding(LuaTable bit, String name, IntBinaryOperator operator) {
    Builtin.addSimple(
        bit,
        name,
        (_, args) -> {
          int result = bits(args, 0);
          for (int i = 1; i < args.count(); i++) {
            result = operator.applyAsInt(result, bits(args, i));
          }
          return (double) result;
        });
  }

  private static void addShift(LuaTable bit, String name, IntBinaryOperator operator) {
    Builtin.addSimple(
        bit, name, (_, args) -> (double) operator.applyAsInt(bits(args, 0), bits(args, 1)));
  }

  private static String hex(Args args) {
    int value = bits(args, 0);
    int wanted = args.isAbsent(1) ? HEX_DIGITS : bits(args, 1);
    int digits = (int) Math.min(HEX_DIGITS, Math.abs((long) wanted));
    String all = String.format("%08x", value);
    String shown = all.substring(HEX_DIGITS - digits);
    return wanted < 0 ? shown.toUpperCase(Locale.ROOT) : shown;
  }

  private BitLibrary() {}
}
