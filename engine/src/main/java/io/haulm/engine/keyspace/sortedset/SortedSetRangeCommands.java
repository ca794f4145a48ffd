package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.sortedset.RangeRequest.By;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that return or store a range: the family of ZRANGE. */
final class SortedSetRangeCommands {
  static void register(CommandTable commands) {
    range(commands, "zrange", "1.2.0", "Returns a range of members", null, null);
    range(
        commands,
        "zrevrange",
        "1.2.0",
        "Returns a range of members, the last first",
        By.PLACE,
        true);
    range(commands, "zrangebyscore", "1.0.5", "Returns a range of scores", By.SCORE, false);
    range(
        commands,
        "zrevrangebyscore",
        "2.2.0",
        "Returns a range of scores, the highest first",
        By.SCORE,
        true);
    range(commands, "zrangebylex", "2.8.9", "Returns the members between two", By.MEMBER, false);
    range(
        commands,
        "zrevrangebylex",
        "2.8.9",
        "Returns the members between two, the last first",
        By.MEMBER,
        true);
    commands.add(
        SortedSetCommands.spec("zrangestore", -5, "6.2.0", "Stores a range in a key")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(1, 2, 1),
        SortedSetRangeCommands::store);
  }

  private static void range(
      CommandTable commands,
      String name,
      String since,
      String summary,
      @Nullable By by,
      @Nullable Boolean isReversed) {
    commands.add(
        SortedSetCommands.spec(name, -4, since, summary).flags(Flag.READONLY).oneKey(),
        call -> {
          RangeRequest request = new RangeRequest(call, 1, by, isReversed, false);
          ScoreReply.members(call.reply(), request.run(), request.withScores());
        });
  }

  private static void store(Call call) {
    List<ScoredMember> members = new RangeRequest(call, 2, null, null, true).run();
    SortedSetValue result = new SortedSetValue(call.chance().next());
    members.forEach(each -> result.put(each.member(), each.score()));
    SortedSetCommands.store(call, call.arg(1), result, "zrangestore");
    call.reply().integer(members.size());
  }

  private SortedSetRangeCommands() {}
}
