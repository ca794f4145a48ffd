package io.haulm.server.redis.script.lua;

/** A builtin was given a wrong argument. Which one it was depends on how it was called. */
final class ArgumentError extends LuaError {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final int number;
  private final String complaint;

  ArgumentError(String function, int number, String complaint) {
    super(text(function, number, complaint), 1);
    this.function = function;
    this.number = number;
    this.complaint = complaint;
  }

  /** In a call of a method the object itself is not counted. */
  LuaError asMethod() {
    if (number == 1) {
      return new LuaError(
          LuaString.of("calling '" + function + "' on bad self (" + complaint + ")"), 1);
    }
    return new LuaError(text(function, number - 1, complaint), 1);
  }

  private static LuaString text(String function, int number, String complaint) {
    return LuaString.of("bad argument #" + number + " to '" + function + "' (" + complaint + ")");
  }
}
