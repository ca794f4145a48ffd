package io.haulm.server.redis.script.lua;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that is being parsed: which names mean what in it. */
final class FunctionScope {
  private static final int UNKNOWN = -1;

  final @Nullable FunctionScope outer;
  final boolean isVararg;
  private final List<LocalVariable> visible = new ArrayList<>();
  private final List<LuaString> upvalueNames = new ArrayList<>();
  private final List<Prototype.Source> upvalues = new ArrayList<>();
  private int slots;

  /** True when {@code ...} stands somewhere in it. */
  boolean usesVarargs;

  /** How many loops are open. */
  int loops;

  /** How deep expressions and statements are nested at this point, and at the deepest one. */
  int level;

  int deepestLevel;

  FunctionScope(@Nullable FunctionScope outer, boolean isVararg) {
    this.outer = outer;
    this.isVararg = isVararg;
  }

  /** A new variable, visible from now on. */
  LocalVariable declare(LuaString name) {
    LocalVariable variable = newVariable(name, 0);
    show(variable);
    return variable;
  }

  /**
   * A new variable that is not visible yet.
   *
   * @param pending how many others there are that are not visible yet
   */
  LocalVariable newVariable(LuaString name, int pending) {
    int slot = visible.size() + pending;
    slots = Math.max(slots, slot + 1);
    return new LocalVariable(name, slot);
  }

  /** From now on it is visible. */
  void show(LocalVariable variable) {
    visible.add(variable);
  }

  /** A block begins: to be given to {@link #endBlock}. */
  int beginBlock() {
    return visible.size();
  }

  /** The variables that were declared in the block are no longer visible. */
  void endBlock(int begun) {
    visible.subList(begun, visible.size()).clear();
  }

  /** What a name means here. */
  Names.Target resolve(Place place, LuaString name) {
    LocalVariable local = findLocal(name);
    if (local != null) {
      return new Names.Local(place, local);
    }
    int upvalue = findUpvalue(name);
    return upvalue == UNKNOWN
        ? new Names.Global(place, name)
        : new Names.Upvalue(place, name, upvalue);
  }

  private @Nullable LocalVariable findLocal(LuaString name) {
    for (int i = visible.size() - 1; i >= 0; i--) {
      if (visible.get(i).name.equals(name)) {
        return visible.get(i);
      }
    }
    return null;
  }

  private int findUpvalue(LuaString name) {
    int known = upvalueNames.indexOf(name);
    if (known >= 0 || outer == null) {
      return known;
    }
    LocalVariable local = outer.findLocal(name);
    Prototype.Source source;
    if (local != null) {
      local.isCaptured = true;
      source = new Prototype.Source(local, UNKNOWN);
    } else {
      int further = outer.findUpvalue(name);
      if (further == UNKNOWN) {
        return UNKNOWN;
      }
      source = new Prototype.Source(Prototype.NO_LOCAL, further);
    }
    upvalueNames.add(name);
    upvalues.add(source);
    return upvalues.size() - 1;
  }

  Prototype.Source[] upvalues() {
    return upvalues.toArray(Prototype.Source[]::new);
  }

  int slots() {
    return slots;
  }
}
