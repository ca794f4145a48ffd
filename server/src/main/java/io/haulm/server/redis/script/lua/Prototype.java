package io.haulm.server.redis.script.lua;

/** A function as it is written; with variables from around it, it becomes a {@link Closure}. */
final class Prototype {
  /**
   * Where a closure finds a variable of the function around it.
   *
   * @param local one of its local variables, or {@link #NO_LOCAL} for one of its upvalues
   * @param index number of that upvalue
   */
  record Source(LocalVariable local, int index) {}

  static final LocalVariable NO_LOCAL = new LocalVariable(LuaString.EMPTY, -1);

  final LocalVariable[] parameters;
  final boolean isVararg;

  /**
   * The variable {@code arg}, which holds the arguments without a name where {@code ...} is not
   * used for them; {@link #NO_LOCAL} in functions that take none.
   */
  final LocalVariable arg;

  final boolean usesVarargs;
  final Source[] upvalues;
  final int slots;
  final int stackLevels;
  final Block body;

  Prototype(
      LocalVariable[] parameters,
      boolean isVararg,
      LocalVariable arg,
      boolean usesVarargs,
      Source[] upvalues,
      int slots,
      int stackLevels,
      Block body) {
    this.parameters = parameters;
    this.isVararg = isVararg;
    this.arg = arg;
    this.usesVarargs = usesVarargs;
    this.upvalues = upvalues;
    this.slots = slots;
    this.stackLevels = stackLevels;
    this.body = body;
  }
}
