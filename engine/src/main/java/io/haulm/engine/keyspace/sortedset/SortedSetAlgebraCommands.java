package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyFinders;
import java.util.List;

/** Commands that make one sorted set out of several, which may be sets as well. */
final class SortedSetAlgebraCommands {
  static void register(CommandTable commands) {
    register(
        commands,
        "zunion",
        "Returns the members that any of several sorted sets has",
        AlgebraRequest.Kind.WEIGHTED,
        Algebra::union);
    register(
        commands,
        "zinter",
        "Returns the members that all of several sorted sets have",
        AlgebraRequest.Kind.WEIGHTED,
        Algebra::intersection);
    register(
        commands,
        "zdiff",
        "Returns the members that only the first sorted set has",
        AlgebraRequest.Kind.PLAIN,
        Algebra::difference);
    commands.add(
        SortedSetCommands.spec(
                "zintercard", -3, "7.0.0", "Counts the members that all of several have")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .countedKeys(1),
        call -> {
          AlgebraRequest request = AlgebraRequest.read(call, 1, AlgebraRequest.Kind.CARDINALITY);
          call.reply().integer(Algebra.intersectionSize(request.sources(), request.limit()));
        });
  }

  /** Makes one sorted set out of several. */
  @FunctionalInterface
  private interface Operation {
    void combine(AlgebraRequest request, SortedSetValue into);
  }

  private static void register(
      CommandTable commands,
      String name,
      String summary,
      AlgebraRequest.Kind kind,
      Operation operation) {
    commands.add(
        SortedSetCommands.spec(name, -3, "6.2.0", summary)
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .countedKeys(1),
        call -> {
          AlgebraRequest request = AlgebraRequest.read(call, 1, kind);
          SortedSetValue result = run(call, operation, request);
          List<ScoredMember> all = result.list(new Places(0, result.size()), false);
          ScoreReply.members(call.reply(), all, request.withScores());
        });
    String event = name + "store";
    String since = kind == AlgebraRequest.Kind.WEIGHTED ? "2.0.0" : "6.2.0";
    commands.add(
        SortedSetCommands.spec(event, -4, since, summary.replace("Returns", "Stores") + " in a key")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .withKeys(new CommandSpec.Keys.Movable(SortedSetAlgebraCommands::keysOfStore, 1, 1, 1)),
        call -> {
          AlgebraRequest request = AlgebraRequest.read(call, 2, kind.storing());
          SortedSetValue result = run(call, operation, request);
          SortedSetCommands.store(call, call.arg(1), result, event);
          call.reply().integer(result.size());
        });
  }

  private static SortedSetValue run(Call call, Operation operation, AlgebraRequest request) {
    SortedSetValue result = new SortedSetValue(call.chance().next());
    operation.combine(request, result);
    return result;
  }

  private static int[] keysOfStore(byte[][] argv) {
    int[] sources = KeyFinders.counted(argv, 2);
    int[] keys = new int[sources.length + 1];
    keys[0] = 1;
    System.arraycopy(sources, 0, keys, 1, sources.length);
    return keys;
  }

  private SortedSetAlgebraCommands() {}
}
