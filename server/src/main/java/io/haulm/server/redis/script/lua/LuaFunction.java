package io.haulm.server.redis.script.lua;

/** Something that can be called. */
public abstract class LuaFunction {
  /** No values: for functions that return nothing. */
  public static final Object[] NONE = new Object[0];

  private static final int BUILTIN_LEVELS = 10;

  /**
   * Calls it. Only {@link Machine#call} does this, which watches over the stack.
   *
   * @throws LuaError when it fails
   */
  protected abstract Object[] invoke(Machine machine, Object[] args);

  /** How much of the stack a call of it takes, in nested nodes. */
  int stackLevels() {
    return BUILTIN_LEVELS;
  }
}
