package io.haulm.engine.keyspace.hash;

import static io.haulm.engine.keyspace.hash.HashCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells when fields expire, and keeps them from it. */
final class FieldTimeCommands {
  private static final int NO_FIELD = -2;
  private static final int NO_TIME = -1;
  private static final int PERSISTED = 1;
  private static final int MILLIS_PER_SECOND = 1000;

  static void register(CommandTable commands) {
    add(commands, "httl", "Tells in how many seconds fields expire", true, true);
    add(commands, "hpttl", "Tells in how many milliseconds fields expire", false, true);
    add(commands, "hexpiretime", "Tells at which second fields expire", true, false);
    add(commands, "hpexpiretime", "Tells at which millisecond fields expire", false, false);
    commands.add(
        CommandSpec.of("hpersist", -5, GROUP, "7.4.0", "Keeps fields from expiring")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        FieldTimeCommands::persist);
  }

  private static void add(
      CommandTable commands, String name, String summary, boolean isInSeconds, boolean isRelative) {
    commands.add(
        CommandSpec.of(name, -5, GROUP, "7.4.0", summary).flags(Flag.READONLY, Flag.FAST).oneKey(),
        call -> tell(call, isInSeconds, isRelative));
  }

  private static void tell(Call call, boolean isInSeconds, boolean isRelative) {
    KeyEntry entry = HashCommands.find(call);
    byte[][] fields = FieldWords.fields(call, 2, FieldWords.NOT_POSITIVE);
    call.reply().array(fields.length);
    for (byte[] field : fields) {
      Pair pair = HashCommands.find(entry, field);
      if (pair == null || pair.untilMillis() == HashValue.NEVER) {
        call.reply().integer(pair == null ? NO_FIELD : NO_TIME);
      } else {
        long millis = pair.untilMillis() - (isRelative ? call.nowMillis() : 0);
        call.reply().integer(isInSeconds ? Math.ceilDiv(millis, MILLIS_PER_SECOND) : millis);
      }
    }
  }

  private static void persist(Call call) {
    KeyEntry entry = HashCommands.find(call);
    byte[][] fields = FieldWords.fields(call, 2, FieldWords.NOT_POSITIVE);
    List<Integer> results = new ArrayList<>();
    for (byte[] field : fields) {
      results.add(persist(call, entry, field));
    }
    if (entry != null && results.contains(PERSISTED)) {
      call.notify(EventClass.HASH, "hpersist", entry.name());
    }
    call.reply().array(results.size());
    results.forEach(call.reply()::integer);
  }

  private static int persist(Call call, @Nullable KeyEntry entry, byte[] field) {
    Pair pair = HashCommands.find(entry, field);
    if (entry == null || pair == null) {
      return NO_FIELD;
    }
    if (pair.untilMillis() == HashValue.NEVER) {
      return NO_TIME;
    }
    call.change(entry, new HashChange.Expiry(new byte[][] {field}, HashValue.NEVER));
    return PERSISTED;
  }

  private FieldTimeCommands() {}
}
