package io.haulm.server.redis.script.lua;

/** A function as it is written; with variables from around it, it becomes a {@link Closure}. */
final class Prototype {
  /**
   * Where a closure finds a variable of the function around it.
   *
   * @param local one of its local variables, or null-like {@link #NO_LOCAL} for one of its upvalues
   * @param index number of that upvalue
   */
  record Source(LocalVariable local, int index) {}

  static final LocalVariable NO_LOCAL = new LocalVariable(LuaString.EMPTY, -1);

  final LocalVariable[] parameters;
  final boolean isVararg;
  final Source[] upvalues;
  final int slots;
  final int stackLevels;
  final Block body;

  Prototype(
      LocalVariable[] parameters,
      boolean isVararg,
      Source[] upvalues,
      int slots,
      int stackLevels,
      Block body) {
    this.parameters = parameters;
    this.isVararg = isVararg;
    this.upvalues = upvalues;
    this.slots = slots;
    this.stackLevels = stackLevels;
    this.body = body;
  }
}
