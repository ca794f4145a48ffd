package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.LongDouble;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;

/** Commands on strings that are numbers. */
final class CounterCommands {
  private static final byte[] ZERO = {'0'};

  static void register(CommandTable commands) {
    commands.add(counting("incr", 2, "1.0.0", "Adds one to a number"), call -> increase(call, 1));
    commands.add(
        counting("decr", 2, "1.0.0", "Takes one from a number"), call -> increase(call, -1));
    commands.add(
        counting("incrby", 3, "1.0.0", "Adds to a number"),
        call -> increase(call, call.integer(2)));
    commands.add(counting("decrby", 3, "1.0.0", "Takes from a number"), CounterCommands::decrease);
    commands.add(
        counting("incrbyfloat", 3, "2.6.0", "Adds to a number with a fraction"),
        CounterCommands::increaseByFraction);
  }

  private static CommandSpec counting(String name, int arity, String since, String summary) {
    return CommandSpec.of(name, arity, StringCommands.GROUP, since, summary)
        .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
        .oneKey();
  }

  private static void decrease(Call call) {
    long amount = call.integer(2);
    if (amount == Long.MIN_VALUE) {
      throw new RefusedException("ERR decrement would overflow");
    }
    increase(call, -amount);
  }

  private static void increase(Call call, long amount) {
    KeyEntry entry = call.peek(call.arg(1), KeyType.STRING);
    long old = entry == null ? 0 : Numbers.parseLong(StringValue.of(entry).content());
    long sum = old + amount;
    // Both have the same sign, and the sum has another.
    if (((old ^ sum) & (amount ^ sum)) < 0) {
      throw new RefusedException("ERR increment or decrement would overflow");
    }
    StringCommands.become(call, call.arg(1), entry, Words.bytes(Long.toString(sum)));
    call.notify(EventClass.STRING, "incrby", call.arg(1));
    call.reply().integer(sum);
  }

  private static void increaseByFraction(Call call) {
    KeyEntry entry = call.peek(call.arg(1), KeyType.STRING);
    byte[] old = entry == null ? ZERO : StringValue.of(entry).content();
    byte[] sum = Words.bytes(LongDouble.sum(old, call.arg(2)));
    StringCommands.become(call, call.arg(1), entry, sum);
    call.notify(EventClass.STRING, "incrbyfloat", call.arg(1));
    call.reply().bulk(sum);
  }

  private CounterCommands() {}
}
