package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;

/** Commands that add members and change scores. */
final class SortedSetAddCommands {
  static void register(CommandTable commands) {
    commands.add(
        SortedSetCommands.spec("zadd", -4, "1.2.0", "Adds members to a sorted set, or scores them")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        SortedSetAddCommands::add);
    commands.add(
        SortedSetCommands.spec("zincrby", 4, "1.2.0", "Adds to the score of a member")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        SortedSetAddCommands::increment);
  }

  private static void add(Call call) {
    AddOptions options = AddOptions.read(call);
    int words = call.count() - options.firstScorePlace();
    if (words == 0 || words % 2 != 0) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    options.check(words / 2);
    run(call, options);
  }

  private static void increment(Call call) {
    run(call, AddOptions.INCREMENT);
  }

  private static void run(Call call, AddOptions options) {
    double[] numbers = new double[(call.count() - options.firstScorePlace()) / 2];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = call.number(options.firstScorePlace() + 2 * i);
    }
    KeyEntry entry = call.peek(call.arg(1), KeyType.SORTED_SET);
    SortedSetValue known = entry == null ? null : SortedSetValue.of(entry);
    Addition addition = new Addition(options, known, call.chance().next());
    for (int i = 0; i < numbers.length; i++) {
      addition.add(call.arg(options.firstScorePlace() + 2 * i + 1), numbers[i]);
    }
    if (addition.hasChanges()) {
      if (entry == null) {
        var _ =
            call.create(call.arg(1), new SortedSetValue(call.chance().next()), addition.toChange());
      } else {
        call.change(entry, addition.toChange());
      }
      call.notify(EventClass.SORTED_SET, options.isIncrement() ? "zincr" : "zadd", call.arg(1));
    }
    reply(call, options, addition);
  }

  private static void reply(Call call, AddOptions options, Addition addition) {
    if (!options.isIncrement()) {
      int changed = options.countsUpdates() ? addition.updated() : 0;
      call.reply().integer(addition.added() + changed);
    } else if (Double.isNaN(addition.lastScore())) {
      call.reply().nil();
    } else {
      call.reply().number(addition.lastScore());
    }
  }

  private SortedSetAddCommands() {}
}
