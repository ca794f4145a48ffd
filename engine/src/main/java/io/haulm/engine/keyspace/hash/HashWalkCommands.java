package io.haulm.engine.keyspace.hash;

import static io.haulm.engine.keyspace.hash.HashCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Chance;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Glob;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.engine.keyspace.set.RandomCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields by chance, and all fields bit by bit. */
final class HashWalkCommands {
  private static final String COUNT_OUT_OF_RANGE =
      "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807";
  private static final long SCANNED = 10;
  private static final long BUCKETS_PER_FIELD = 10;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("hrandfield", -2, GROUP, "6.2.0", "Returns fields chosen by chance")
            .flags(Flag.READONLY)
            .oneKey(),
        HashWalkCommands::random);
    commands.add(
        CommandSpec.of("hscan", -3, GROUP, "2.8.0", "Walks over the fields of a hash")
            .flags(Flag.READONLY)
            .oneKey(),
        HashWalkCommands::scan);
  }

  private static void random(Call call) {
    if (call.count() > 2) {
      randomSome(call);
      return;
    }
    KeyEntry entry = HashCommands.find(call);
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(HashValue.of(entry).fields().random(call.chance()).field());
    }
  }

  private static void randomSome(Call call) {
    long count = call.integer(2, -Long.MAX_VALUE, Long.MAX_VALUE, COUNT_OUT_OF_RANGE);
    boolean withValues = call.count() == 4 && call.is(3, "WITHVALUES");
    if (call.count() > 4 || (call.count() == 4 && !withValues)) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    boolean isTooMany = withValues && count > Long.MAX_VALUE / 2;
    if (isTooMany || count < -RandomCount.REPEATS_MAX) {
      throw new RefusedException("ERR value is out of range");
    }
    KeyEntry entry = HashCommands.find(call);
    if (entry == null || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      tellRepeating(call, HashValue.of(entry).fields(), (int) -count, withValues);
    } else {
      tell(call, choose(HashValue.of(entry).fields(), count, call.chance()), withValues);
    }
  }

  // As many as wanted, even if that is more than there are: some more than once.
  private static void tellRepeating(Call call, HashFields fields, int count, boolean withValues) {
    tellHeader(call.reply(), count, withValues);
    for (int i = 0; i < count; i++) {
      tell(call.reply(), fields.random(call.chance()), withValues);
    }
  }

  private static List<Pair> choose(HashFields fields, long count, Chance chance) {
    boolean areFew = fields instanceof LargeFields && count < fields.size() / 3;
    return areFew ? chooseFew(fields, (int) count, chance) : chooseMany(fields, count, chance);
  }

  // One after the other, unless it has been chosen before; a large hash shows its own arrays.
  private static List<Pair> chooseFew(HashFields fields, int count, Chance chance) {
    Set<byte[]> known = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Pair> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      Pair pair = fields.random(chance);
      if (known.add(pair.field())) {
        chosen.add(pair);
      }
    }
    return chosen;
  }

  // The first ones of all fields in an order made by chance.
  private static List<Pair> chooseMany(HashFields fields, long count, Chance chance) {
    List<Pair> all = new ArrayList<>(fields.size());
    fields.forEach(all::add);
    if (count >= all.size()) {
      return all;
    }
    for (int i = 0; i < count; i++) {
      Collections.swap(all, i, i + chance.below(all.size() - i));
    }
    return all.subList(0, (int) count);
  }

  private static void tell(Call call, List<Pair> pairs, boolean withValues) {
    tellHeader(call.reply(), pairs.size(), withValues);
    for (Pair pair : pairs) {
      tell(call.reply(), pair, withValues);
    }
  }

  private static void tellHeader(ReplySink reply, int count, boolean withValues) {
    reply.array(withValues && !reply.isResp3() ? count * 2 : count);
  }

  private static void tell(ReplySink reply, Pair pair, boolean withValues) {
    if (withValues && reply.isResp3()) {
      reply.array(2);
    }
    reply.bulk(pair.field());
    if (withValues) {
      reply.bulk(pair.value());
    }
  }

  private static void scan(Call call) {
    long cursor = cursor(call);
    KeyEntry entry = HashCommands.find(call);
    if (entry == null) {
      call.reply().array(2);
      call.reply().bulk("0");
      call.reply().array(0);
      return;
    }
    ScanOptions options = ScanOptions.of(call);
    List<byte[]> found = new ArrayList<>();
    long next = cursor;
    long buckets = 0;
    int[] shown = {0};
    do {
      next =
          HashValue.of(entry)
              .fields()
              .scan(
                  next,
                  pair -> {
                    shown[0]++;
                    options.addIfWanted(pair, found);
                  });
      buckets++;
    } while (next != 0 && shown[0] < options.count && buckets < options.count * BUCKETS_PER_FIELD);
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(next));
    call.reply().array(found.size());
    found.forEach(call.reply()::bulk);
  }

  private static long cursor(Call call) {
    try {
      return Long.parseUnsignedLong(call.text(2));
    } catch (NumberFormatException _) {
      throw new RefusedException("ERR invalid cursor");
    }
  }

  /**
   * What HSCAN shows.
   *
   * @param count about how many fields are looked at
   * @param pattern that fields must match; null when all are wanted
   */
  private record ScanOptions(long count, byte @Nullable [] pattern, boolean withValues) {
    static ScanOptions of(Call call) {
      long count = SCANNED;
      byte[] pattern = null;
      boolean withValues = true;
      for (int i = 3; i < call.count(); i++) {
        boolean hasNext = i + 1 < call.count();
        if (call.is(i, "COUNT") && hasNext) {
          count = call.integer(++i, 1, Long.MAX_VALUE, RefusedException.SYNTAX);
        } else if (call.is(i, "MATCH") && hasNext) {
          pattern = call.arg(++i);
        } else if (call.is(i, "NOVALUES")) {
          withValues = false;
        } else {
          throw new RefusedException(RefusedException.SYNTAX);
        }
      }
      return new ScanOptions(Math.min(count, Integer.MAX_VALUE), pattern, withValues);
    }

    void addIfWanted(Pair pair, List<byte[]> found) {
      byte[] wanted = pattern;
      if (wanted == null || Glob.matches(wanted, pair.field())) {
        found.add(pair.field());
        if (withValues) {
          found.add(pair.value());
        }
      }
    }
  }

  private HashWalkCommands() {}
}
