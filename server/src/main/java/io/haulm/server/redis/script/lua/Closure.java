package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import java.util.Arrays;

/** A function that is written in Lua. */
public final class Closure extends LuaFunction {
  /** What one takes, without the variables that it holds. */
  static final int BYTES = 64;

  private final Prototype prototype;
  private final Cell[] upvalues;

  Closure(Prototype prototype, Cell[] upvalues) {
    this.prototype = prototype;
    this.upvalues = upvalues;
  }

  @Override
  protected Object[] invoke(Machine machine, Object[] args) {
    return machine.call(this, args);
  }

  @Override
  int stackLevels() {
    return prototype.stackLevels;
  }

  /** Runs it once: returns its results, or the {@link TailCall} that comes instead of them. */
  Object run(Machine machine, Object[] args) {
    Object[] slots = new Object[prototype.slots];
    LocalVariable[] parameters = prototype.parameters;
    Object[] varargs =
        prototype.isVararg && args.length > parameters.length
            ? Arrays.copyOfRange(args, parameters.length, args.length)
            : NONE;
    Frame frame = new Frame(machine, slots, upvalues, varargs);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i].begin(frame, i < args.length ? args[i] : NIL);
    }
    if (!prototype.arg.isNone()) {
      prototype.arg.begin(frame, prototype.usesVarargs ? NIL : argTable(machine, varargs));
    }
    Object outcome = prototype.body.run(frame);
    return outcome == Flow.GO_ON ? NONE : outcome;
  }

  /** What Lua 5.0 had instead of {@code ...}. */
  private static LuaTable argTable(Machine machine, Object[] varargs) {
    LuaTable table = machine.list(varargs);
    table.put("n", (double) varargs.length);
    return table;
  }
}
