package io.haulm.server.redis.script.lua;

/** A local variable, as the parser knows it. */
final class LocalVariable {
  final LuaString name;
  final int slot;

  /** True when a function inside of its block uses it: then its slot holds a {@link Cell}. */
  boolean isCaptured;

  LocalVariable(LuaString name, int slot) {
    this.name = name;
    this.slot = slot;
  }

  /** True for one that stands for none. */
  boolean isNone() {
    return slot < 0;
  }

  Object get(Frame frame) {
    Object held = frame.slots()[slot];
    return isCaptured ? ((Cell) held).value : held;
  }

  void set(Frame frame, Object value) {
    if (isCaptured) {
      ((Cell) frame.slots()[slot]).value = value;
    } else {
      frame.slots()[slot] = value;
    }
  }

  /** Its block is entered, or its loop turns: it is a new variable from now on. */
  void begin(Frame frame, Object value) {
    frame.slots()[slot] = isCaptured ? new Cell(value) : value;
  }
}
