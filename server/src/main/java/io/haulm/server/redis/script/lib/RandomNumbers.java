package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaFunction;
import io.haulm.server.redis.script.lua.LuaTable;

/**
 * Random numbers by the generator of POSIX's lrand48, so that a script that sets the seed gets the
 * numbers that it would get from Redis.
 */
final class RandomNumbers {
  private static final long FACTOR = 0x5_DEEC_E66DL;
  private static final long ADDEND = 0xB;
  private static final long MASK = (1L << 48) - 1;
  private static final int SEED_TAIL = 0x330E;
  private static final int SEED_TAIL_BITS = 16;
  private static final int UNUSED_BITS = 17;

  private long state;

  RandomNumbers(long seed) {
    setSeed((int) (seed ^ (seed >>> 32)));
  }

  void install(LuaTable math) {
    Builtin.addSimple(math, "random", (_, args) -> random(args));
    Builtin.add(
        math,
        "randomseed",
        (_, args) -> {
          setSeed((int) args.integer(0));
          return LuaFunction.NONE;
        });
  }

  private void setSeed(int seed) {
    state = (((long) seed << SEED_TAIL_BITS) | SEED_TAIL) & MASK;
  }

  private double next() {
    state = (state * FACTOR + ADDEND) & MASK;
    return (double) ((state >>> UNUSED_BITS) % Integer.MAX_VALUE) / Integer.MAX_VALUE;
  }

  private Object random(Args args) {
    double chance = next();
    return switch (args.count()) {
      case 0 -> chance;
      case 1 -> {
        int to = (int) args.integer(0);
        if (to < 1) {
          throw args.bad(0, "interval is empty");
        }
        yield Math.floor(chance * to) + 1;
      }
      case 2 -> {
        int from = (int) args.integer(0);
        int to = (int) args.integer(1);
        if (from > to) {
          throw args.bad(1, "interval is empty");
        }
        yield Math.floor(chance * ((double) to - from + 1)) + from;
      }
      default -> throw new LuaError("wrong number of arguments");
    };
  }
}
