package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.function.DoubleUnaryOperator;

/** {@code math}. */
final class MathLibrary {
  static LuaTable create(Machine machine, long seed) {
    LuaTable math = machine.table();
    math.put("pi", Math.PI);
    math.put("huge", Double.POSITIVE_INFINITY);
    addFunction(math, "abs", Math::abs);
    addFunction(math, "ceil", Math::ceil);
    addFunction(math, "floor", Math::floor);
    addFunction(math, "sqrt", Math::sqrt);
    addFunction(math, "exp", Math::exp);
    addFunction(math, "log", Math::log);
    addFunction(math, "log10", Math::log10);
    addFunction(math, "deg", x -> x / (Math.PI / 180));
    addFunction(math, "rad", x -> x * (Math.PI / 180));
    addFunction(math, "sin", Math::sin);
    addFunction(math, "cos", Math::cos);
    addFunction(math, "tan", Math::tan);
    addFunction(math, "asin", Math::asin);
    addFunction(math, "acos", Math::acos);
    addFunction(math, "atan", Math::atan);
    addFunction(math, "sinh", Math::sinh);
    addFunction(math, "cosh", Math::cosh);
    addFunction(math, "tanh", Math::tanh);
    Builtin.addSimple(math, "atan2", (_, args) -> Math.atan2(args.number(0), args.number(1)));
    Builtin.addSimple(math, "pow", (_, args) -> Math.pow(args.number(0), args.number(1)));
    Builtin.addSimple(math, "fmod", (_, args) -> args.number(0) % args.number(1));
    math.put("mod", math.get("fmod"));
    Builtin.addSimple(
        math, "ldexp", (_, args) -> args.number(0) * Math.pow(2, (int) args.integer(1)));
    Builtin.add(math, "frexp", (_, args) -> fraction(args.number(0)));
    Builtin.add(math, "modf", (_, args) -> parts(args.number(0)));
    Builtin.addSimple(math, "max", (_, args) -> extreme(args, 1));
    Builtin.addSimple(math, "min", (_, args) -> extreme(args, -1));
    new RandomNumbers(seed).install(math);
    return math;
  }

  private static void addFunction(LuaTable math, String name, DoubleUnaryOperator function) {
    Builtin.addSimple(math, name, (_, args) -> function.applyAsDouble(args.number(0)));
  }

  private static Object[] fraction(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return new Object[] {value, 0.0};
    }
    // Scaled up first, because the smallest numbers have no exponent of their own.
    boolean isTiny = Math.abs(value) < Double.MIN_NORMAL;
    double scaled = isTiny ? value * 0x1p54 : value;
    int exponent = Math.getExponent(scaled) + 1;
    return new Object[] {
      Math.scalb(scaled, -exponent), (double) (isTiny ? exponent - 54 : exponent)
    };
  }

  private static Object[] parts(double value) {
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    double rest = Double.isInfinite(value) ? Math.copySign(0, value) : value - whole;
    return new Object[] {whole, rest};
  }

  private static Object extreme(Args args, int sign) {
    double best = args.number(0);
    for (int i = 1; i < args.count(); i++) {
      double value = args.number(i);
      if (sign > 0 ? value > best : value < best) {
        best = value;
      }
    }
    return best;
  }

  private MathLibrary() {}
}
