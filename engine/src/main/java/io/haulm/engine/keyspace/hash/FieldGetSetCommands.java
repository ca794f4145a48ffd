package io.haulm.engine.keyspace.hash;

import static io.haulm.engine.keyspace.hash.HashCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Commands that do two things to fields at once: read and delete, read or set and expire. */
final class FieldGetSetCommands {
  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("hgetdel", -5, GROUP, "8.0.0", "Returns values of fields and deletes them")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        FieldGetSetCommands::getAndDelete);
    commands.add(
        CommandSpec.of(
                "hgetex", -5, GROUP, "8.0.0", "Returns values of fields and sets when they expire")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        FieldGetSetCommands::getAndExpire);
    commands.add(
        CommandSpec.of("hsetex", -6, GROUP, "8.0.0", "Sets fields and when they expire")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        FieldGetSetCommands::setAndExpire);
  }

  private static void getAndDelete(Call call) {
    KeyEntry entry = HashCommands.find(call);
    byte[][] fields = FieldWords.fields(call, 2, FieldWords.NOT_POSITIVE);
    @Nullable Pair[] found = find(entry, fields);
    byte[][] known = known(found);
    if (entry != null && known.length > 0) {
      HashSetCommands.remove(call, entry, known);
    }
    tell(call, found);
  }

  private static void getAndExpire(Call call) {
    FieldOptions options = FieldOptions.ofGet(call);
    KeyEntry entry = HashCommands.find(call);
    @Nullable Pair[] found = find(entry, options.words());
    byte[][] known = known(found);
    if (entry != null && known.length > 0) {
      expire(call, entry, known, options);
    }
    tell(call, found);
  }

  private static void expire(Call call, KeyEntry entry, byte[][] fields, FieldOptions options) {
    switch (options.time()) {
      case FieldOptions.Time.Kept _ -> {}
      case FieldOptions.Time.None _ -> {
        byte[][] volatileFields =
            Arrays.stream(fields).filter(field -> isVolatile(entry, field)).toArray(byte[][]::new);
        if (volatileFields.length > 0) {
          call.change(entry, new HashChange.Expiry(volatileFields, HashValue.NEVER));
          call.notify(EventClass.HASH, "hpersist", entry.name());
        }
      }
      case FieldOptions.Time.Until(long millis) when millis <= call.nowMillis() ->
          HashSetCommands.remove(call, entry, fields);
      case FieldOptions.Time.Until(long millis) -> {
        call.change(entry, new HashChange.Expiry(fields, millis));
        call.notify(EventClass.HASH, "hexpire", entry.name());
      }
    }
  }

  private static boolean isVolatile(KeyEntry entry, byte[] field) {
    Pair pair = HashCommands.find(entry, field);
    return pair != null && pair.untilMillis() != HashValue.NEVER;
  }

  private static void setAndExpire(Call call) {
    FieldOptions options = FieldOptions.ofSet(call);
    KeyEntry entry = HashCommands.find(call);
    byte[][] pairs = options.words();
    if (!options.admits(entry)) {
      call.reply().integer(0);
      return;
    }
    switch (options.time()) {
      case FieldOptions.Time.Kept _ -> set(call, entry, keepingTimes(entry, pairs));
      case FieldOptions.Time.None _ -> set(call, entry, new HashChange.Fields(pairs));
      case FieldOptions.Time.Until(long millis) when millis <= call.nowMillis() ->
          setExpired(call, entry, pairs);
      case FieldOptions.Time.Until(long millis) -> {
        long[] untilMillis = new long[pairs.length / 2];
        Arrays.fill(untilMillis, millis);
        set(call, entry, new HashChange.VolatileFields(pairs, untilMillis));
        call.notify(EventClass.HASH, "hexpire", call.arg(1));
      }
    }
    call.reply().integer(1);
  }

  private static void set(Call call, @Nullable KeyEntry entry, HashChange change) {
    var _ = HashCommands.change(call, entry, change);
    call.notify(EventClass.HASH, "hset", call.arg(1));
  }

  private static HashChange keepingTimes(@Nullable KeyEntry entry, byte[][] pairs) {
    long[] untilMillis = new long[pairs.length / 2];
    for (int i = 0; i < untilMillis.length; i++) {
      Pair old = HashCommands.find(entry, pairs[2 * i]);
      untilMillis[i] = old == null ? HashValue.NEVER : old.untilMillis();
    }
    return new HashChange.VolatileFields(pairs, untilMillis);
  }

  // What would expire at once never comes to be, and what it would have replaced is gone.
  private static void setExpired(Call call, @Nullable KeyEntry entry, byte[][] pairs) {
    if (entry == null) {
      return;
    }
    byte[][] fields = new byte[pairs.length / 2][];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = pairs[2 * i];
    }
    byte[][] known = known(find(entry, fields));
    if (known.length > 0) {
      HashSetCommands.remove(call, entry, known);
    }
  }

  private static @Nullable Pair[] find(@Nullable KeyEntry entry, byte[][] fields) {
    @Nullable Pair[] found = new @Nullable Pair[fields.length];
    for (int i = 0; i < fields.length; i++) {
      found[i] = HashCommands.find(entry, fields[i]);
    }
    return found;
  }

  private static byte[][] known(@Nullable Pair[] found) {
    byte[][] known = new byte[found.length][];
    int count = 0;
    for (Pair pair : found) {
      if (pair != null) {
        known[count++] = pair.field();
      }
    }
    return Arrays.copyOf(known, count);
  }

  private static void tell(Call call, @Nullable Pair[] found) {
    call.reply().array(found.length);
    for (Pair pair : found) {
      HashCommands.tellValue(call.reply(), pair);
    }
  }

  private FieldGetSetCommands() {}
}
