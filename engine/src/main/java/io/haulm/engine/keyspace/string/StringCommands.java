package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import org.jspecify.annotations.Nullable;

/** Commands on whole strings. */
public final class StringCommands {
  static final String GROUP = "string";

  /** Adds all commands on strings. */
  public static void register(CommandTable commands) {
    commands.add(
        reading("get", 2, "1.0.0", "Returns the string value of a key").oneKey(),
        StringCommands::get);
    commands.add(
        reading("strlen", 2, "2.2.0", "Returns the length of a string").oneKey(),
        StringCommands::length);
    commands.add(
        reading("mget", -2, "1.0.0", "Returns the string values of several keys").keys(1, -1, 1),
        StringCommands::getMany);
    commands.add(
        CommandSpec.of("mset", -3, GROUP, "1.0.1", "Sets the string values of several keys")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(1, -1, 2),
        StringCommands::setMany);
    commands.add(
        CommandSpec.of("msetnx", -3, GROUP, "1.0.1", "Sets several keys if none of them exists")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(1, -1, 2),
        StringCommands::setManyIfNone);
    commands.add(
        CommandSpec.of("getset", 3, GROUP, "1.0.0", "Sets a string and returns what it was")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        StringCommands::getAndSet);
    commands.add(
        CommandSpec.of("getdel", 2, GROUP, "6.2.0", "Returns a string and deletes its key")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        StringCommands::getAndDelete);
    SetCommands.register(commands);
    CounterCommands.register(commands);
    RangeCommands.register(commands);
    LcsCommand.register(commands);
    BitCommands.register(commands);
    BitOpCommand.register(commands);
    BitFieldCommands.register(commands);
  }

  static CommandSpec reading(String name, int arity, String since, String summary) {
    return CommandSpec.of(name, arity, GROUP, since, summary).flags(Flag.READONLY, Flag.FAST);
  }

  private static void get(Call call) {
    tell(call, call.find(call.arg(1), KeyType.STRING));
  }

  private static void length(Call call) {
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    call.reply().integer(entry == null ? 0 : StringValue.of(entry).length());
  }

  private static void getMany(Call call) {
    call.reply().array(call.count() - 1);
    for (int i = 1; i < call.count(); i++) {
      KeyEntry entry = call.find(call.arg(i));
      boolean isString = entry != null && entry.value().type() == KeyType.STRING;
      tell(call, isString ? entry : null);
    }
  }

  private static void setMany(Call call) {
    checkPairs(call);
    putPairs(call);
    call.reply().ok();
  }

  private static void setManyIfNone(Call call) {
    checkPairs(call);
    for (int i = 1; i < call.count(); i += 2) {
      if (call.peek(call.arg(i)) != null) {
        call.reply().integer(0);
        return;
      }
    }
    putPairs(call);
    call.reply().integer(1);
  }

  private static void checkPairs(Call call) {
    if (call.count() % 2 == 0) {
      throw call.wrongArity();
    }
  }

  private static void putPairs(Call call) {
    for (int i = 1; i < call.count(); i += 2) {
      put(call, call.arg(i), call.arg(i + 1), KeyEntry.NEVER);
    }
  }

  private static void getAndSet(Call call) {
    tell(call, call.find(call.arg(1), KeyType.STRING));
    put(call, call.arg(1), call.arg(2), KeyEntry.NEVER);
  }

  private static void getAndDelete(Call call) {
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    tell(call, entry);
    if (entry != null) {
      call.delete(entry);
      call.notify(EventClass.GENERIC, "del", entry.name());
    }
  }

  /** Puts a string in place of whatever the key held. */
  static void put(Call call, byte[] name, byte[] bytes, long expireMillis) {
    var _ = call.put(name, new StringValue(bytes), expireMillis);
    call.notify(EventClass.STRING, "set", name);
  }

  /** Makes the string that a key holds another one; the key expires when it did before. */
  static void become(Call call, byte[] name, @Nullable KeyEntry entry, byte[] bytes) {
    StringChange change = new StringChange.Whole(bytes);
    if (entry == null) {
      var _ = call.create(name, new StringValue(), change);
    } else {
      call.change(entry, change);
    }
  }

  /** Tells a string, or that there is none. */
  static void tell(Call call, @Nullable KeyEntry entry) {
    if (entry == null) {
      call.reply().nil();
    } else {
      StringValue.of(entry).tell(call.reply());
    }
  }

  /**
   * Checks that a string may have this length.
   *
   * @throws RefusedException when it is too long, or when there is no memory for it
   */
  static void checkLength(Call call, @Nullable KeyEntry entry, long newLength) {
    if (newLength > StringValue.LENGTH_MAX) {
      throw new RefusedException("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
    }
    StringValue value = entry == null ? null : StringValue.of(entry);
    call.checkRoom(StringValue.growth(value, newLength));
  }

  private StringCommands() {}
}
