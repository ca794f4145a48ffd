package io.haulm.server.redis.script.lib;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaFunction;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.Operations;

/** Sorts lists, by a heap: however a script's own order contradicts itself, it comes to an end. */
final class TableSort {
  private final Machine machine;
  private final Object order;
  private final Object[] members;

  private TableSort(Machine machine, Object order, Object[] members) {
    this.machine = machine;
    this.order = order;
    this.members = members;
  }

  static Object[] sort(Machine machine, Args args) {
    LuaTable list = args.table(0);
    Object order = args.isAbsent(1) ? NIL : args.function(1);
    Object[] members = new Object[list.length()];
    machine.take((long) Long.BYTES * members.length);
    for (int i = 0; i < members.length; i++) {
      members[i] = list.get(i + 1);
    }
    new TableSort(machine, order, members).run();
    for (int i = 0; i < members.length; i++) {
      list.put(i + 1, members[i]);
    }
    return LuaFunction.NONE;
  }

  private boolean isLess(Object a, Object b) {
    machine.tick();
    if (order == NIL) {
      return isLessByNature(a, b);
    }
    if (a == NIL || b == NIL) {
      throw new LuaError("invalid order function for sorting");
    }
    return Operations.isTrue(machine.callForOne(order, a, b));
  }

  private boolean isLessByNature(Object a, Object b) {
    try {
      return Operations.isLess(machine, a, b);
    } catch (LuaError e) {
      // The comparison stands nowhere in the script.
      throw new LuaError(e.value(), 0);
    }
  }

  private void run() {
    for (int i = members.length / 2 - 1; i >= 0; i--) {
      sink(i, members.length);
    }
    for (int end = members.length - 1; end > 0; end--) {
      Object largest = members[0];
      members[0] = members[end];
      members[end] = largest;
      sink(0, end);
    }
  }

  private void sink(int from, int end) {
    Object sinking = members[from];
    int at = from;
    while (2 * at + 1 < end) {
      int child = 2 * at + 1;
      if (child + 1 < end && isLess(members[child], members[child + 1])) {
        child++;
      }
      if (!isLess(sinking, members[child])) {
        break;
      }
      members[at] = members[child];
      at = child;
    }
    members[at] = sinking;
  }
}
