package io.haulm.server.redis.script;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.engine.keyspace.ReplySink;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import java.util.ArrayList;
import java.util.List;

/** Tells a value of Lua as a reply. */
final class ReplyTeller {
  /** So deep may tables lie in each other; a table may hold itself. */
  static final int DEPTH_MAX = 1000;

  private static final int LEVELS = 3;
  private static final int RESP3 = 3;

  private final Machine machine;
  private final ReplySink reply;
  private final boolean isResp3;

  ReplyTeller(Machine machine, ReplySink reply, int resp) {
    this.machine = machine;
    this.reply = reply;
    this.isResp3 = resp == RESP3;
  }

  /** Tells the first value. */
  void tell(Object[] results) {
    Object value = results.length == 0 ? NIL : results[0];
    // What has been told cannot be taken back, so what may fail is looked at first.
    measure(value, 0);
    write(value);
  }

  private void measure(Object value, int depth) {
    if (!(value instanceof LuaTable table)) {
      return;
    }
    machine.tick();
    if (depth == DEPTH_MAX) {
      throw new LuaError(LuaString.of("reached lua stack limit"), 0);
    }
    machine.enter(LEVELS);
    if (table.get("map") instanceof LuaTable map) {
      measureAll(map, depth);
    } else if (table.get("set") instanceof LuaTable set) {
      measureAll(set, depth);
    } else {
      for (int i = 1; table.get(i) != NIL; i++) {
        measure(table.get(i), depth + 1);
      }
    }
    machine.leave(LEVELS);
  }

  private void measureAll(LuaTable table, int depth) {
    for (int at = table.nextPlace(0); at >= 0; at = table.nextPlace(at + 1)) {
      measure(table.keyAt(at), depth + 1);
      measure(table.valueAt(at), depth + 1);
    }
  }

  private void write(Object value) {
    switch (value) {
      case LuaString text -> reply.bulk(text.bytes());
      case Double number -> reply.integer(whole(number));
      case Boolean flag -> writeBoolean(flag);
      case LuaTable table -> writeTable(table);
      default -> reply.nil();
    }
  }

  /** Without its fraction; what has no place in 64 bits becomes what C makes of it. */
  private static long whole(double number) {
    boolean fits = number >= -0x1p63 && number < 0x1p63;
    return fits ? (long) number : Long.MIN_VALUE;
  }

  private void writeBoolean(boolean flag) {
    if (isResp3) {
      reply.bool(flag);
    } else if (flag) {
      reply.integer(1);
    } else {
      reply.nil();
    }
  }

  private void writeTable(LuaTable table) {
    if (table.get("err") instanceof LuaString error) {
      reply.error(ScriptRunner.oneLine(error.toString()));
    } else if (table.get("ok") instanceof LuaString status) {
      reply.status(ScriptRunner.oneLine(status.toString()));
    } else if (table.get("double") instanceof Double number) {
      reply.number(number);
    } else if (table.get("map") instanceof LuaTable map) {
      writeMap(map);
    } else if (table.get("set") instanceof LuaTable set) {
      writeSet(set);
    } else if (table.get("big_number") instanceof LuaString digits) {
      reply.bigNumber(ScriptRunner.oneLine(digits.toString()));
    } else if (table.get("verbatim_string") instanceof LuaTable verbatim
        && verbatim.get("string") instanceof LuaString text
        && verbatim.get("format") instanceof LuaString format) {
      reply.verbatim(format.toString(), text.bytes());
    } else {
      writeList(table);
    }
  }

  private void writeMap(LuaTable map) {
    List<Object> parts = new ArrayList<>();
    for (int at = map.nextPlace(0); at >= 0; at = map.nextPlace(at + 1)) {
      parts.add(map.keyAt(at));
      parts.add(map.valueAt(at));
    }
    reply.map(parts.size() / 2);
    parts.forEach(this::write);
  }

  private void writeSet(LuaTable set) {
    List<Object> members = new ArrayList<>();
    for (int at = set.nextPlace(0); at >= 0; at = set.nextPlace(at + 1)) {
      members.add(set.keyAt(at));
    }
    reply.set(members.size());
    members.forEach(this::write);
  }

  private void writeList(LuaTable list) {
    int length = 0;
    while (list.get(length + 1) != NIL) {
      length++;
    }
    reply.array(length);
    for (int i = 1; i <= length; i++) {
      write(list.get(i));
    }
  }
}
