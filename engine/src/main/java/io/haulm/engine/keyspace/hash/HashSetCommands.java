package io.haulm.engine.keyspace.hash;

import static io.haulm.engine.keyspace.hash.HashCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.LongDouble;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sets, counts up and deletes fields. */
final class HashSetCommands {
  private static final byte[] ZERO = {'0'};

  static void register(CommandTable commands) {
    commands.add(
        spec("hset", -4, "2.0.0", "Sets fields of a hash"),
        call -> call.reply().integer(set(call)));
    commands.add(
        spec("hmset", -4, "2.0.0", "Sets fields of a hash"),
        call -> {
          var _ = set(call);
          call.reply().ok();
        });
    commands.add(
        spec("hsetnx", 4, "2.0.0", "Sets a field of a hash if it does not exist"),
        HashSetCommands::setIfAbsent);
    commands.add(
        spec("hincrby", 4, "2.0.0", "Adds a whole number to a field"), HashSetCommands::increment);
    commands.add(
        spec("hincrbyfloat", 4, "2.6.0", "Adds a number with a fraction to a field"),
        HashSetCommands::incrementByFloat);
    commands.add(
        CommandSpec.of("hdel", -3, GROUP, "2.0.0", "Deletes fields of a hash")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        HashSetCommands::delete);
  }

  private static CommandSpec spec(String name, int arity, String since, String summary) {
    return CommandSpec.of(name, arity, GROUP, since, summary)
        .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
        .oneKey();
  }

  // Returns how many fields are new.
  private static int set(Call call) {
    if (call.count() % 2 != 0) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    byte[][] pairs = Arrays.copyOfRange(call.argv(), 2, call.count());
    KeyEntry entry = HashCommands.find(call);
    int before = HashCommands.size(entry);
    entry = HashCommands.change(call, entry, new HashChange.Fields(pairs));
    call.notify(EventClass.HASH, "hset", call.arg(1));
    return HashCommands.size(entry) - before;
  }

  private static void setIfAbsent(Call call) {
    KeyEntry entry = HashCommands.find(call);
    if (HashCommands.find(entry, call.arg(2)) != null) {
      call.reply().integer(0);
      return;
    }
    byte[][] pair = {call.arg(2), call.arg(3)};
    var _ = HashCommands.change(call, entry, new HashChange.Fields(pair));
    call.notify(EventClass.HASH, "hset", call.arg(1));
    call.reply().integer(1);
  }

  private static void increment(Call call) {
    long increment = call.integer(3);
    KeyEntry entry = HashCommands.find(call);
    Pair old = HashCommands.find(entry, call.arg(2));
    long value =
        Numbers.tryParseLong(old == null ? ZERO : old.value())
            .orElseThrow(() -> new RefusedException("ERR hash value is not an integer"));
    long sum = value + increment;
    // Only numbers of the same sign can overflow, and then the sum has the other one.
    if (((value ^ sum) & (increment ^ sum)) < 0) {
      throw new RefusedException("ERR increment or decrement would overflow");
    }
    setKeepingTime(call, entry, old, Words.bytes(Long.toString(sum)));
    call.notify(EventClass.HASH, "hincrby", call.arg(1));
    call.reply().integer(sum);
  }

  private static void incrementByFloat(Call call) {
    double increment = call.number(3);
    if (Double.isInfinite(increment)) {
      throw new RefusedException("ERR value is NaN or Infinity");
    }
    KeyEntry entry = HashCommands.find(call);
    Pair old = HashCommands.find(entry, call.arg(2));
    byte[] value = old == null ? ZERO : old.value();
    double number =
        Numbers.tryParseDouble(value)
            .orElseThrow(() -> new RefusedException("ERR hash value is not a float"));
    if (Double.isInfinite(number + increment)) {
      throw new RefusedException("ERR increment would produce NaN or Infinity");
    }
    byte[] sum = Words.bytes(LongDouble.sum(value, call.arg(3)));
    setKeepingTime(call, entry, old, sum);
    call.notify(EventClass.HASH, "hincrbyfloat", call.arg(1));
    call.reply().bulk(sum);
  }

  // Other than setting it, counting a field up leaves the time at which it expires.
  private static void setKeepingTime(
      Call call, @Nullable KeyEntry entry, @Nullable Pair old, byte[] value) {
    byte[][] pair = {call.arg(2), value};
    HashChange change =
        old == null || old.untilMillis() == HashValue.NEVER
            ? new HashChange.Fields(pair)
            : new HashChange.VolatileFields(pair, new long[] {old.untilMillis()});
    var _ = HashCommands.change(call, entry, change);
  }

  private static void delete(Call call) {
    KeyEntry entry = HashCommands.find(call);
    if (entry == null) {
      call.reply().integer(0);
      return;
    }
    byte[][] fields =
        Arrays.stream(call.argv(), 2, call.count())
            .filter(field -> HashCommands.find(entry, field) != null)
            .toArray(byte[][]::new);
    int before = HashCommands.size(entry);
    if (fields.length > 0) {
      remove(call, entry, fields);
    }
    call.reply().integer(before - HashCommands.size(entry));
  }

  /** Deletes fields that exist, and says so; with the last one the key goes. */
  static void remove(Call call, KeyEntry entry, byte[][] fields) {
    call.change(entry, new HashChange.Gone(fields));
    call.notify(EventClass.HASH, "hdel", entry.name());
    var _ = call.deleteIfEmpty(entry);
  }

  private HashSetCommands() {}
}
