package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** The arguments of a function that is written in Java, checked as Lua's own functions do. */
public final class Args {
  private final String function;
  private final Object[] values;

  /** Arguments of the function of this name. */
  public Args(String function, Object[] values) {
    this.function = function;
    this.values = values;
  }

  /** How many there are. */
  public int count() {
    return values.length;
  }

  /** All of them, not to be changed. */
  public Object[] values() {
    return values;
  }

  /** The one at this place, counted from 0; nil when there is none. */
  public Object get(int place) {
    return place < values.length ? values[place] : NIL;
  }

  /** True when there is none at this place, or nil. */
  public boolean isAbsent(int place) {
    return get(place) == NIL;
  }

  /** Any value, but there must be one. */
  public Object any(int place) {
    if (place >= values.length) {
      throw bad(place, "value expected");
    }
    return values[place];
  }

  /** A table. */
  public LuaTable table(int place) {
    if (get(place) instanceof LuaTable table) {
      return table;
    }
    throw wrongType(place, "table");
  }

  /** A function. */
  public LuaFunction function(int place) {
    if (get(place) instanceof LuaFunction callable) {
      return callable;
    }
    throw wrongType(place, "function");
  }

  /** A string, or a number as a string. */
  public LuaString string(int place) {
    Object value = get(place);
    if (value instanceof LuaString string) {
      return string;
    }
    if (value instanceof Double number) {
      return NumberText.string(number);
    }
    throw wrongType(place, "string");
  }

  /** A string, or {@code absent} when there is none. */
  public LuaString string(int place, LuaString absent) {
    return isAbsent(place) ? absent : string(place);
  }

  /** A number, or a string that is one. */
  public double number(int place) {
    Object value = get(place);
    if (value instanceof Double number) {
      return number;
    }
    double number = value instanceof LuaString string ? NumberText.parse(string) : Double.NaN;
    if (Double.isNaN(number)) {
      throw wrongType(place, "number");
    }
    return number;
  }

  /** A number without its fraction. */
  public long integer(int place) {
    return (long) number(place);
  }

  /** The same, or {@code absent} when there is none. */
  public long integer(int place, long absent) {
    return isAbsent(place) ? absent : integer(place);
  }

  /** The complaint that an argument has the wrong type. */
  public LuaError wrongType(int place, String expected) {
    String found = place < values.length ? Operations.typeName(values[place]) : "no value";
    return bad(place, expected + " expected, got " + found);
  }

  /** A complaint about an argument. */
  public LuaError bad(int place, String complaint) {
    return new ArgumentError(function, place + 1, complaint);
  }
}
