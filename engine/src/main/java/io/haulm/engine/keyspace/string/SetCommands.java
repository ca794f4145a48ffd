package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.ExpireTime;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;

/** SET in all its forms, and GETEX, which shares its words for when a key expires. */
final class SetCommands {
  static void register(CommandTable commands) {
    commands.add(writing("set", -3, "1.0.0", "Sets the string value of a key"), SetCommands::set);
    commands.add(
        writing("setnx", 3, "1.0.0", "Sets a string if its key does not exist"),
        SetCommands::setIfNone);
    commands.add(
        writing("setex", 4, "2.0.0", "Sets a string that expires after some seconds"),
        call -> setExpiring(call, ExpireTime.EX));
    commands.add(
        writing("psetex", 4, "2.6.0", "Sets a string that expires after some milliseconds"),
        call -> setExpiring(call, ExpireTime.PX));
    commands.add(
        CommandSpec.of(
                "getex",
                -2,
                StringCommands.GROUP,
                "6.2.0",
                "Returns a string, and sets when it expires")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        SetCommands::getAndExpire);
  }

  private static CommandSpec writing(String name, int arity, String since, String summary) {
    return CommandSpec.of(name, arity, StringCommands.GROUP, since, summary)
        .flags(Flag.WRITE, Flag.DENYOOM)
        .oneKey();
  }

  private static void set(Call call) {
    SetOptions options = SetOptions.of(call, 3, SetOptions.OF_SET);
    long expireMillis = options.expireMillis(call);
    KeyEntry entry =
        options.has(SetOptions.Word.GET)
            ? call.find(call.arg(1), KeyType.STRING)
            : call.peek(call.arg(1));
    boolean isRefused =
        entry == null ? options.has(SetOptions.Word.XX) : options.has(SetOptions.Word.NX);
    if (options.has(SetOptions.Word.GET)) {
      StringCommands.tell(call, entry);
    } else if (isRefused) {
      call.reply().nil();
    } else {
      call.reply().ok();
    }
    if (isRefused) {
      return;
    }
    boolean keepsTime = options.has(SetOptions.Word.KEEPTTL);
    StringCommands.put(
        call,
        call.arg(1),
        call.arg(2),
        entry == null || !keepsTime ? expireMillis : entry.expireMillis());
    if (expireMillis != KeyEntry.NEVER) {
      call.notify(EventClass.GENERIC, "expire", call.arg(1));
    }
  }

  private static void setIfNone(Call call) {
    boolean isNew = call.peek(call.arg(1)) == null;
    if (isNew) {
      StringCommands.put(call, call.arg(1), call.arg(2), KeyEntry.NEVER);
    }
    call.reply().integer(isNew ? 1 : 0);
  }

  private static void setExpiring(Call call, ExpireTime unit) {
    long expireMillis = unit.positiveMillis(call, 2);
    StringCommands.put(call, call.arg(1), call.arg(3), expireMillis);
    call.notify(EventClass.GENERIC, "expire", call.arg(1));
    call.reply().ok();
  }

  private static void getAndExpire(Call call) {
    SetOptions options = SetOptions.of(call, 2, SetOptions.OF_GETEX);
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    if (entry == null) {
      call.reply().nil();
      return;
    }
    long expireMillis = options.expireMillis(call);
    StringCommands.tell(call, entry);
    if (expireMillis != KeyEntry.NEVER) {
      call.expireAt(entry, expireMillis);
    } else if (options.has(SetOptions.Word.PERSIST) && entry.isVolatile()) {
      call.persist(entry);
    }
  }

  private SetCommands() {}
}
