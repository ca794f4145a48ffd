package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import java.util.Arrays;

/** Commands that give a value another name, or another database. */
final class RenameCommands {
  private static final String GROUP = "generic";
  private static final String SAME = "ERR source and destination objects are the same";

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("rename", 3, GROUP, "1.0.0", "Renames a key, in place of another")
            .flags(Flag.WRITE)
            .keys(1, 2, 1),
        RenameCommands::rename);
    commands.add(
        CommandSpec.of("renamenx", 3, GROUP, "1.0.0", "Renames a key if the new name is free")
            .flags(Flag.WRITE, Flag.FAST)
            .keys(1, 2, 1),
        RenameCommands::renameIfFree);
    commands.add(
        CommandSpec.of("copy", -3, GROUP, "6.2.0", "Copies a value to another key")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(1, 2, 1),
        RenameCommands::copy);
    commands.add(
        CommandSpec.of("move", 3, GROUP, "1.0.0", "Moves a key to another database")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        RenameCommands::move);
  }

  private static void rename(Call call) {
    KeyEntry entry = source(call);
    if (!Arrays.equals(call.arg(1), call.arg(2))) {
      KeyEntry other = call.peek(call.arg(2));
      if (other != null) {
        call.delete(other);
      }
      rename(call, entry);
    }
    call.reply().ok();
  }

  private static void renameIfFree(Call call) {
    KeyEntry entry = source(call);
    boolean isFree = call.peek(call.arg(2)) == null;
    if (isFree) {
      rename(call, entry);
    }
    call.reply().integer(isFree ? 1 : 0);
  }

  private static KeyEntry source(Call call) {
    KeyEntry entry = call.peek(call.arg(1));
    if (entry == null) {
      throw new RefusedException(RefusedException.NO_SUCH_KEY);
    }
    return entry;
  }

  private static void rename(Call call, KeyEntry entry) {
    var _ = call.move(entry, call.databaseNumber(), call.arg(2));
    call.notify(EventClass.GENERIC, "rename_from", call.arg(1));
    call.notify(EventClass.GENERIC, "rename_to", call.arg(2));
  }

  private static void copy(Call call) {
    int toDatabase = call.databaseNumber();
    boolean replaces = false;
    for (int i = 3; i < call.count(); i++) {
      if (call.is(i, "REPLACE")) {
        replaces = true;
      } else if (call.is(i, "DB") && i + 1 < call.count()) {
        toDatabase = DatabaseCommands.number(call, ++i);
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    if (toDatabase == call.databaseNumber() && Arrays.equals(call.arg(1), call.arg(2))) {
      throw new RefusedException(SAME);
    }
    KeyEntry entry = call.find(call.arg(1));
    call.reply().integer(entry != null && copy(call, entry, toDatabase, replaces) ? 1 : 0);
  }

  private static boolean copy(Call call, KeyEntry entry, int toDatabase, boolean replaces) {
    KeyWriter target = call.in(toDatabase);
    KeyEntry other = target.peek(call.arg(2));
    if (other != null && !replaces) {
      return false;
    }
    call.checkRoom(entry.bytes());
    if (other != null) {
      target.delete(other);
    }
    var _ = target.put(call.arg(2), entry.value().copy(), entry.expireMillis());
    target.notify(EventClass.GENERIC, "copy_to", call.arg(2));
    return true;
  }

  private static void move(Call call) {
    int toDatabase = DatabaseCommands.number(call, 2);
    if (toDatabase == call.databaseNumber()) {
      throw new RefusedException(SAME);
    }
    KeyEntry entry = call.peek(call.arg(1));
    KeyWriter target = call.in(toDatabase);
    if (entry == null || target.peek(call.arg(1)) != null) {
      call.reply().integer(0);
      return;
    }
    var _ = call.move(entry, toDatabase, entry.name());
    call.notify(EventClass.GENERIC, "move_from", call.arg(1));
    target.notify(EventClass.GENERIC, "move_to", call.arg(1));
    call.reply().integer(1);
  }

  private RenameCommands() {}
}
