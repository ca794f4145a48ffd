package io.haulm.server.redis.script.lua;

/** The names under which metatables hold what an operation does. */
final class Event {
  static final LuaString INDEX = LuaString.of("__index");
  static final LuaString NEWINDEX = LuaString.of("__newindex");
  static final LuaString CALL = LuaString.of("__call");
  static final LuaString CONCAT = LuaString.of("__concat");
  static final LuaString UNM = LuaString.of("__unm");
  static final LuaString EQ = LuaString.of("__eq");
  static final LuaString LT = LuaString.of("__lt");
  static final LuaString LE = LuaString.of("__le");
  static final LuaString TOSTRING = LuaString.of("__tostring");

  private static final LuaString ADD = LuaString.of("__add");
  private static final LuaString SUB = LuaString.of("__sub");
  private static final LuaString MUL = LuaString.of("__mul");
  private static final LuaString DIV = LuaString.of("__div");
  private static final LuaString MOD = LuaString.of("__mod");
  private static final LuaString POW = LuaString.of("__pow");

  static LuaString of(Arithmetic.Operator operator) {
    return switch (operator) {
      case ADD -> ADD;
      case SUBTRACT -> SUB;
      case MULTIPLY -> MUL;
      case DIVIDE -> DIV;
      case MODULO -> MOD;
      case POWER -> POW;
    };
  }

  private Event() {}
}
