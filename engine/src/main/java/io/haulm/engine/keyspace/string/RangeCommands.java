package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import org.jspecify.annotations.Nullable;

/** Commands on a part of a string. */
final class RangeCommands {
  private static final byte[] NOTHING = {};

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("append", 3, StringCommands.GROUP, "2.0.0", "Adds to the end of a string")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        RangeCommands::append);
    commands.add(
        CommandSpec.of(
                "setrange", 4, StringCommands.GROUP, "2.2.0", "Overwrites a part of a string")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .oneKey(),
        RangeCommands::setRange);
    commands.add(getting("getrange", "2.4.0"), RangeCommands::getRange);
    commands.add(getting("substr", "1.0.0"), RangeCommands::getRange);
  }

  private static CommandSpec getting(String name, String since) {
    return CommandSpec.of(name, 4, StringCommands.GROUP, since, "Returns a part of a string")
        .flags(Flag.READONLY)
        .oneKey();
  }

  private static void append(Call call) {
    KeyEntry entry = call.peek(call.arg(1), KeyType.STRING);
    byte[] part = call.arg(2);
    int length = entry == null ? 0 : StringValue.of(entry).length();
    StringCommands.checkLength(call, entry, (long) length + part.length);
    if (entry == null) {
      StringCommands.become(call, call.arg(1), null, part);
    } else if (part.length > 0) {
      call.change(entry, new StringChange.Range(length, part));
    }
    call.notify(EventClass.STRING, "append", call.arg(1));
    call.reply().integer((long) length + part.length);
  }

  private static void setRange(Call call) {
    long offset = call.integer(2, 0, Long.MAX_VALUE, "ERR offset is out of range");
    KeyEntry entry = call.peek(call.arg(1), KeyType.STRING);
    byte[] part = call.arg(3);
    int length = entry == null ? 0 : StringValue.of(entry).length();
    if (part.length == 0) {
      call.reply().integer(length);
      return;
    }
    // The offset may be so large that adding to it overflows.
    long end = Math.max(offset, offset + part.length);
    StringCommands.checkLength(call, entry, end);
    var _ = write(call, call.arg(1), entry, (int) offset, part);
    call.notify(EventClass.STRING, "setrange", call.arg(1));
    call.reply().integer(Math.max(length, end));
  }

  /** Writes bytes at an offset into a string that may not exist yet. */
  static KeyEntry write(Call call, byte[] name, @Nullable KeyEntry entry, int offset, byte[] part) {
    StringChange change = new StringChange.Range(offset, part);
    if (entry == null) {
      return call.create(name, new StringValue(), change);
    }
    call.change(entry, change);
    return entry;
  }

  private static void getRange(Call call) {
    long start = call.integer(2);
    long end = call.integer(3);
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    if (entry == null) {
      call.reply().bulk(NOTHING);
      return;
    }
    StringValue value = StringValue.of(entry);
    int length = value.length();
    // Both are negative and in the wrong order: nothing, wherever the string begins.
    boolean isCrossed = start < 0 && end < 0 && start > end;
    long from = Math.max(0, start < 0 ? start + length : start);
    long last = Math.min(length - 1L, Math.max(0, end < 0 ? end + length : end));
    if (isCrossed || from > last) {
      call.reply().bulk(NOTHING);
    } else {
      value.tell(call.reply(), (int) from, (int) (last - from + 1));
    }
  }

  private RangeCommands() {}
}
