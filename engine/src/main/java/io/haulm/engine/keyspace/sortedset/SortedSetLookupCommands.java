package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.MemberScan;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RandomCount;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands that look at single members, count, choose or walk. */
final class SortedSetLookupCommands {
  static void register(CommandTable commands) {
    fast(
        commands,
        "zcard",
        2,
        "1.2.0",
        "Returns the number of members",
        call -> {
          SortedSetValue value = SortedSetCommands.find(call, call.arg(1));
          call.reply().integer(value == null ? 0 : value.size());
        });
    fast(
        commands,
        "zscore",
        3,
        "1.2.0",
        "Returns a member's score",
        call -> {
          SortedSetValue value = SortedSetCommands.find(call, call.arg(1));
          tellScore(call.reply(), value == null ? Double.NaN : value.score(call.arg(2)));
        });
    fast(
        commands,
        "zmscore",
        -3,
        "6.2.0",
        "Returns the scores of several members",
        SortedSetLookupCommands::scores);
    fast(
        commands,
        "zcount",
        4,
        "2.0.0",
        "Counts the members within a range of scores",
        call -> count(call, Bounds.ofScores(call.arg(2), call.arg(3))));
    fast(
        commands,
        "zlexcount",
        4,
        "2.8.9",
        "Counts the members within a range of members",
        call -> count(call, Bounds.ofMembers(call.arg(2), call.arg(3))));
    fast(
        commands,
        "zrank",
        -3,
        "2.0.0",
        "Returns how many members stand before a member",
        call -> rank(call, false));
    fast(
        commands,
        "zrevrank",
        -3,
        "2.0.0",
        "Returns how many members stand behind a member",
        call -> rank(call, true));
    commands.add(
        SortedSetCommands.spec("zrandmember", -2, "6.2.0", "Returns random members")
            .flags(Flag.READONLY)
            .oneKey(),
        SortedSetLookupCommands::choose);
    commands.add(
        SortedSetCommands.spec("zscan", -3, "2.8.0", "Walks over members and scores")
            .flags(Flag.READONLY)
            .oneKey(),
        SortedSetLookupCommands::scan);
  }

  private static void fast(
      CommandTable commands,
      String name,
      int arity,
      String since,
      String summary,
      Handler handler) {
    commands.add(
        SortedSetCommands.spec(name, arity, since, summary)
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        handler);
  }

  private static void scores(Call call) {
    SortedSetValue value = SortedSetCommands.find(call, call.arg(1));
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      tellScore(call.reply(), value == null ? Double.NaN : value.score(call.arg(i)));
    }
  }

  private static void tellScore(ReplySink reply, double score) {
    if (Double.isNaN(score)) {
      reply.nil();
    } else {
      reply.number(score);
    }
  }

  private static void count(Call call, Bounds.Range range) {
    SortedSetValue value = SortedSetCommands.find(call, call.arg(1));
    call.reply().integer(value == null ? 0 : range.in(value).count());
  }

  private static void rank(Call call, boolean isReversed) {
    boolean withScore = call.count() > 3;
    if (call.count() > 4 || (withScore && !call.is(3, "WITHSCORE"))) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    SortedSetValue value = SortedSetCommands.find(call, call.arg(1));
    double score = value == null ? Double.NaN : value.score(call.arg(2));
    ReplySink reply = call.reply();
    if (value == null || Double.isNaN(score)) {
      if (withScore) {
        reply.nilArray();
      } else {
        reply.nil();
      }
      return;
    }
    int before = value.place(Cut.before(score, call.arg(2)));
    if (withScore) {
      reply.array(2);
    }
    reply.integer(isReversed ? value.size() - 1 - before : before);
    if (withScore) {
      reply.number(score);
    }
  }

  private static void choose(Call call) {
    if (call.count() > 2) {
      chooseSeveral(call);
      return;
    }
    SortedSetValue value = SortedSetCommands.find(call, call.arg(1));
    if (value == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(value.at(call.chance().below(value.size())).member());
    }
  }

  private static void chooseSeveral(Call call) {
    boolean withScores = call.count() > 3;
    if (call.count() > 4 || (withScores && !call.is(3, "WITHSCORES"))) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    int count = RandomCount.read(call, 2, withScores ? Long.MAX_VALUE / 2 : Long.MAX_VALUE);
    SortedSetValue value = SortedSetCommands.find(call, call.arg(1));
    List<ScoredMember> chosen = new ArrayList<>();
    if (value != null) {
      if (count < 0) {
        for (int i = 0; i < -count; i++) {
          chosen.add(value.at(call.chance().below(value.size())));
        }
      } else {
        chooseDifferent(call, value, Math.min(count, value.size()), chosen);
      }
    }
    ScoreReply.members(call.reply(), chosen, withScores);
  }

  // Shuffles the row of all places, but keeps only what differs from the row in order.
  private static void chooseDifferent(
      Call call, SortedSetValue value, int count, List<ScoredMember> chosen) {
    Map<Integer, Integer> moved = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int from = i + call.chance().below(value.size() - i);
      int place = moved.getOrDefault(from, from);
      moved.put(from, moved.getOrDefault(i, i));
      chosen.add(value.at(place));
    }
  }

  private static void scan(Call call) {
    MemberScan.<SortedSetValue>run(
        call,
        false,
        name -> SortedSetCommands.find(call, name),
        (value, cursor, scan) ->
            value.scan(
                cursor,
                (member, score) -> scan.offer(member, member, Words.bytes(Numbers.format(score)))));
  }

  private SortedSetLookupCommands() {}
}
