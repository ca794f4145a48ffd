package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** A part of a script that has a value, or several. */
abstract class Expression {
  final Place place;

  Expression(Place place) {
    this.place = place;
  }

  /** Its value; the first one if it has several. */
  abstract Object eval(Frame frame);

  /** Its values. */
  Object[] evalAll(Frame frame) {
    return new Object[] {eval(frame)};
  }

  /** True when it may have another number of values than one. */
  boolean hasManyValues() {
    return false;
  }

  /** How an error message names it: {@code local 'x'}; empty when it has no name. */
  String name() {
    return "";
  }

  /** The complaint that something cannot be done with the value that this expression had. */
  final LuaError misuse(String verb, Object value) {
    String type = "a " + Operations.typeName(value) + " value";
    String what = name().isEmpty() ? type : name() + " (" + type + ")";
    return new LuaError("attempt to " + verb + " " + what);
  }

  static Object first(Object[] values) {
    return values.length == 0 ? NIL : values[0];
  }

  /** The values of all; only of the last one more than the first. */
  static Object[] evalList(Expression[] list, Frame frame) {
    int count = list.length;
    if (count == 0) {
      return LuaFunction.NONE;
    }
    if (!list[count - 1].hasManyValues()) {
      Object[] values = new Object[count];
      for (int i = 0; i < count; i++) {
        values[i] = list[i].eval(frame);
      }
      return values;
    }
    if (count == 1) {
      return list[0].evalAll(frame);
    }
    Object[] front = new Object[count - 1];
    for (int i = 0; i < count - 1; i++) {
      front[i] = list[i].eval(frame);
    }
    Object[] rest = list[count - 1].evalAll(frame);
    Object[] values = new Object[front.length + rest.length];
    System.arraycopy(front, 0, values, 0, front.length);
    System.arraycopy(rest, 0, values, front.length, rest.length);
    return values;
  }
}
