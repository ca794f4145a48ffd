package io.haulm.engine.keyspace.hash;

import static io.haulm.engine.keyspace.hash.HashCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Chance;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.MemberScan;
import io.haulm.engine.keyspace.RandomCount;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Fields by chance, and all fields bit by bit. */
final class HashWalkCommands {
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
    long word = RandomCount.word(call, 2);
    boolean withValues = call.count() == 4 && call.is(3, "WITHVALUES");
    if (call.count() > 4 || (call.count() == 4 && !withValues)) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    int count = RandomCount.within(word, withValues ? Long.MAX_VALUE / 2 : Long.MAX_VALUE);
    KeyEntry entry = HashCommands.find(call);
    if (entry == null || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      tellRepeating(call, HashValue.of(entry).fields(), -count, withValues);
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

  private static List<Pair> choose(HashFields fields, int count, Chance chance) {
    boolean areFew = fields instanceof LargeFields && count < fields.size() / 3;
    return areFew ? chooseFew(fields, count, chance) : chooseMany(fields, count, chance);
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
  private static List<Pair> chooseMany(HashFields fields, int count, Chance chance) {
    List<Pair> all = new ArrayList<>(fields.size());
    fields.forEach(all::add);
    if (count >= all.size()) {
      return all;
    }
    for (int i = 0; i < count; i++) {
      Collections.swap(all, i, i + chance.below(all.size() - i));
    }
    return all.subList(0, count);
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
    refuseNegativeCursor(call);
    MemberScan.<HashValue>run(
        call,
        true,
        _ -> {
          KeyEntry entry = HashCommands.find(call);
          return entry == null ? null : HashValue.of(entry);
        },
        (hash, cursor, scan) -> hash.fields().scan(cursor, pair -> offer(scan, pair)));
  }

  private static void offer(MemberScan scan, Pair pair) {
    if (scan.isWithoutValues()) {
      scan.offer(pair.field(), pair.field());
    } else {
      scan.offer(pair.field(), pair.field(), pair.value());
    }
  }

  // Other scans understand a minus, as Redis does up to 7.2; this one follows what came later.
  private static void refuseNegativeCursor(Call call) {
    if (call.text(2).startsWith("-")) {
      throw new RefusedException("ERR invalid cursor");
    }
  }

  private HashWalkCommands() {}
}
