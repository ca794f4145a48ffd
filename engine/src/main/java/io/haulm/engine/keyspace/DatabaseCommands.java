package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import java.util.OptionalLong;

/** Commands on whole databases. */
final class DatabaseCommands {
  private static final String GROUP = "server";
  private static final String OUT_OF_RANGE = "ERR DB index is out of range";

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("select", 2, "connection", "1.0.0", "Selects a database").flags(Flag.FAST),
        DatabaseCommands::select);
    commands.add(
        CommandSpec.of("dbsize", 1, GROUP, "1.0.0", "Counts the keys of the database")
            .flags(Flag.READONLY, Flag.FAST),
        call -> call.reply().integer(call.keyspace().size(call.databaseNumber())));
    commands.add(
        CommandSpec.of("flushdb", -1, GROUP, "1.0.0", "Deletes all keys of the database")
            .flags(Flag.WRITE),
        DatabaseCommands::flush);
    commands.add(
        CommandSpec.of("flushall", -1, GROUP, "1.0.0", "Deletes all keys of all databases")
            .flags(Flag.WRITE),
        DatabaseCommands::flushAll);
    commands.add(
        CommandSpec.of("swapdb", 3, GROUP, "4.0.0", "Swaps the keys of two databases")
            .flags(Flag.WRITE, Flag.FAST),
        DatabaseCommands::swap);
  }

  /**
   * The number of a database that a word says.
   *
   * @throws RefusedException when there is no such database
   */
  static int number(Call call, int place) {
    long number =
        call.integer(
            place,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            "ERR value is out of range, value must between -2147483648 and 2147483647");
    return inRange(number);
  }

  private static int inRange(long number) {
    if (number < 0 || number >= Keyspace.DATABASES) {
      throw new RefusedException(OUT_OF_RANGE);
    }
    return (int) number;
  }

  private static void select(Call call) {
    call.client().select(number(call, 1));
    call.reply().ok();
  }

  private static void flush(Call call) {
    checkWhen(call);
    call.keyspace().flush(call.databaseNumber());
    call.reply().ok();
  }

  private static void flushAll(Call call) {
    checkWhen(call);
    for (int number = 0; number < Keyspace.DATABASES; number++) {
      call.keyspace().flush(number);
    }
    call.reply().ok();
  }

  // Whether memory comes back at once or later is the garbage collector's business here.
  private static void checkWhen(Call call) {
    boolean isKnown =
        call.count() == 1 || (call.count() == 2 && (call.is(1, "ASYNC") || call.is(1, "SYNC")));
    if (!isKnown) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
  }

  private static void swap(Call call) {
    long first = number(call, 1, "ERR invalid first DB index");
    long second = number(call, 2, "ERR invalid second DB index");
    call.keyspace().swap(inRange(first), inRange(second));
    call.reply().ok();
  }

  private static long number(Call call, int place, String refusal) {
    OptionalLong number = Numbers.tryParseLong(call.arg(place));
    if (number.isEmpty() || number.getAsLong() != (int) number.getAsLong()) {
      throw new RefusedException(refusal);
    }
    return number.getAsLong();
  }

  private DatabaseCommands() {}
}
