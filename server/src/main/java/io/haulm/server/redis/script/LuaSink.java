package io.haulm.server.redis.script;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes a value of Lua out of a command's reply. */
final class LuaSink implements ReplySink {
  private static final int RESP3 = 3;

  /** What a table that is being filled holds. */
  private enum Kind {
    LIST,
    MAP,
    SET
  }

  /** A table that is being filled. */
  private static final class Open {
    final @Nullable Open outer;
    final Object whole;
    final LuaTable table;
    final Kind kind;
    int partsLeft;
    int index;
    Object key = NIL;

    Open(@Nullable Open outer, Object whole, LuaTable table, Kind kind, int parts) {
      this.outer = outer;
      this.whole = whole;
      this.table = table;
      this.kind = kind;
      this.partsLeft = parts;
    }
  }

  private final Machine machine;
  private final boolean isResp3;
  private @Nullable Open open;
  private @Nullable Object result;

  LuaSink(Machine machine, int resp) {
    this.machine = machine;
    this.isResp3 = resp == RESP3;
  }

  /** The reply, when it has been told. */
  Object take() {
    return Check.present(result, "a command tells its whole reply");
  }

  private void add(Object value) {
    Object added = value;
    while (true) {
      Open target = open;
      if (target == null) {
        result = added;
        return;
      }
      put(target, added);
      if (--target.partsLeft > 0) {
        return;
      }
      open = target.outer;
      added = target.whole;
    }
  }

  private void put(Open target, Object value) {
    if (machine.isSpent()) {
      // The run ends when the command has: nobody is going to look at its reply.
      return;
    }
    switch (target.kind) {
      case LIST -> target.table.put(++target.index, value);
      case SET -> target.table.put(value, true);
      case MAP -> {
        boolean isKey = target.partsLeft % 2 == 0;
        if (isKey) {
          target.key = value;
        } else {
          target.table.put(target.key, value);
        }
      }
    }
  }

  private void begin(Object whole, LuaTable table, Kind kind, int parts) {
    if (parts == 0) {
      add(whole);
    } else {
      open = new Open(open, whole, table, kind, parts);
    }
  }

  private LuaTable wrap(String name, Object value) {
    LuaTable table = machine.table();
    table.put(name, value);
    return table;
  }

  @Override
  public void status(String word) {
    add(wrap("ok", machine.string(word)));
  }

  @Override
  public void error(String message) {
    add(CommandCalls.errorTable(machine, message));
  }

  @Override
  public void integer(long value) {
    add((double) value);
  }

  @Override
  public void bulk(byte[] bytes, int from, int length) {
    Object told =
        machine.isSpent() ? NIL : machine.string(Arrays.copyOfRange(bytes, from, from + length));
    add(told);
  }

  @Override
  public void nil() {
    add(isResp3 ? NIL : (Object) false);
  }

  @Override
  public void nilArray() {
    nil();
  }

  @Override
  public void array(int count) {
    LuaTable table = machine.table();
    begin(table, table, Kind.LIST, count);
  }

  @Override
  public void map(int pairs) {
    if (isResp3) {
      LuaTable table = machine.table();
      begin(wrap("map", table), table, Kind.MAP, 2 * pairs);
    } else {
      array(2 * pairs);
    }
  }

  @Override
  public void set(int count) {
    if (isResp3) {
      LuaTable table = machine.table();
      begin(wrap("set", table), table, Kind.SET, count);
    } else {
      array(count);
    }
  }

  @Override
  public void push(int count) {
    array(count);
  }

  @Override
  public void number(double value) {
    if (isResp3) {
      add(wrap("double", value));
    } else {
      bulk(Numbers.format(value));
    }
  }

  @Override
  public void bool(boolean value) {
    add(isResp3 ? (Object) value : (Object) (value ? 1.0 : 0.0));
  }

  @Override
  public void text(String value) {
    if (!isResp3) {
      bulk(value);
      return;
    }
    LuaTable text = machine.table();
    text.put("string", machine.string(value));
    text.put("format", machine.string("txt"));
    add(wrap("verbatim_string", text));
  }

  @Override
  public boolean isResp3() {
    return isResp3;
  }
}
