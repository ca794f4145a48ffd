package io.haulm.engine.keyspace.hash;

import static io.haulm.engine.keyspace.hash.HashCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** Sets when fields expire: HEXPIRE and its three relatives. */
final class FieldExpireCommands {
  private static final int NO_FIELD = -2;
  private static final int NOT_SET = 0;
  private static final int SET = 1;
  private static final int DELETED = 2;

  /** Under which condition a time is set. */
  private enum Condition {
    ALWAYS,
    NX,
    XX,
    GT,
    LT;

    static Condition of(Call call, int place) {
      for (Condition condition : values()) {
        if (condition != ALWAYS && call.is(place, condition.name())) {
          return condition;
        }
      }
      return ALWAYS;
    }

    // A field that does not expire counts as one that expires after all others.
    boolean holds(long oldMillis, long newMillis) {
      boolean isVolatile = oldMillis != HashValue.NEVER;
      return switch (this) {
        case ALWAYS -> true;
        case NX -> !isVolatile;
        case XX -> isVolatile;
        case GT -> isVolatile && newMillis > oldMillis;
        case LT -> !isVolatile || newMillis < oldMillis;
      };
    }
  }

  static void register(CommandTable commands) {
    add(commands, "hexpire", "Sets in how many seconds fields expire", FieldTime.EX);
    add(commands, "hpexpire", "Sets in how many milliseconds fields expire", FieldTime.PX);
    add(commands, "hexpireat", "Sets at which second fields expire", FieldTime.EXAT);
    add(commands, "hpexpireat", "Sets at which millisecond fields expire", FieldTime.PXAT);
  }

  private static void add(CommandTable commands, String name, String summary, FieldTime time) {
    commands.add(
        CommandSpec.of(name, -6, GROUP, "7.4.0", summary)
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        call -> expire(call, time));
  }

  private static void expire(Call call, FieldTime time) {
    KeyEntry entry = HashCommands.find(call);
    long number = call.integer(2);
    if (number < 0) {
      throw new RefusedException("ERR invalid expire time, must be >= 0");
    }
    long untilMillis = time.untilMillis(call, number);
    Condition condition = Condition.of(call, 3);
    byte[][] fields =
        FieldWords.fields(
            call,
            condition == Condition.ALWAYS ? 3 : 4,
            "ERR Parameter `numFields` should be greater than 0");
    int[] results = new int[fields.length];
    Arrays.fill(results, NO_FIELD);
    if (entry != null) {
      for (int i = 0; i < fields.length; i++) {
        results[i] = expire(call, entry, fields[i], condition, untilMillis);
      }
      tellEvents(call, entry, results);
    }
    call.reply().array(results.length);
    for (int result : results) {
      call.reply().integer(result);
    }
  }

  private static int expire(
      Call call, KeyEntry entry, byte[] field, Condition condition, long untilMillis) {
    Pair pair = HashCommands.find(entry, field);
    if (pair == null) {
      return NO_FIELD;
    }
    if (!condition.holds(pair.untilMillis(), untilMillis)) {
      return NOT_SET;
    }
    byte[][] fields = {field};
    if (untilMillis <= call.nowMillis()) {
      call.change(entry, new HashChange.Gone(fields));
      return DELETED;
    }
    call.change(entry, new HashChange.Expiry(fields, untilMillis));
    return SET;
  }

  private static void tellEvents(Call call, KeyEntry entry, int[] results) {
    if (Arrays.stream(results).anyMatch(result -> result == DELETED)) {
      call.notify(EventClass.HASH, "hdel", entry.name());
    }
    if (Arrays.stream(results).anyMatch(result -> result == SET)) {
      call.notify(EventClass.HASH, "hexpire", entry.name());
    }
    var _ = call.deleteIfEmpty(entry);
  }

  private FieldExpireCommands() {}
}
