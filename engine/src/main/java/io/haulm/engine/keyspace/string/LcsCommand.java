package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.ArrayList;
import java.util.List;

/** LCS: what two strings have in common. */
final class LcsCommand {
  private static final byte[] NOTHING = {};

  private boolean wantsLength;
  private boolean wantsPlaces;
  private boolean wantsMatchLengths;
  private long matchLengthMin;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "lcs", -3, StringCommands.GROUP, "7.0.0", "Finds the longest common subsequence")
            .flags(Flag.READONLY)
            .keys(1, 2, 1),
        call -> new LcsCommand().run(call));
  }

  private void run(Call call) {
    byte[] one = content(call, 1);
    byte[] other = content(call, 2);
    readOptions(call);
    CommonSubsequence common = CommonSubsequence.of(one, other);
    if (wantsPlaces) {
      tellPlaces(call.reply(), common);
    } else if (wantsLength) {
      call.reply().integer(common.length());
    } else {
      call.reply().bulk(common.bytes());
    }
  }

  private static byte[] content(Call call, int place) {
    KeyEntry entry = call.find(call.arg(place));
    if (entry == null) {
      return NOTHING;
    }
    if (entry.value().type() != KeyType.STRING) {
      throw new RefusedException("ERR The specified keys must contain string values");
    }
    return StringValue.of(entry).content();
  }

  private void readOptions(Call call) {
    for (int i = 3; i < call.count(); i++) {
      if (call.is(i, "IDX")) {
        wantsPlaces = true;
      } else if (call.is(i, "LEN")) {
        wantsLength = true;
      } else if (call.is(i, "WITHMATCHLEN")) {
        wantsMatchLengths = true;
      } else if (call.is(i, "MINMATCHLEN") && i + 1 < call.count()) {
        matchLengthMin = Math.max(0, call.integer(++i));
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    if (wantsPlaces && wantsLength) {
      throw new RefusedException(
          "ERR If you want both the length and indexes, please just use IDX.");
    }
  }

  private void tellPlaces(ReplySink reply, CommonSubsequence common) {
    List<CommonSubsequence.Match> matches = new ArrayList<>(common.matches());
    matches.removeIf(match -> match.length() < matchLengthMin);
    reply.map(2);
    reply.bulk("matches");
    reply.array(matches.size());
    for (CommonSubsequence.Match match : matches) {
      reply.array(wantsMatchLengths ? 3 : 2);
      tellRange(reply, match.inOne(), match.length());
      tellRange(reply, match.inOther(), match.length());
      if (wantsMatchLengths) {
        reply.integer(match.length());
      }
    }
    reply.bulk("len");
    reply.integer(common.length());
  }

  private static void tellRange(ReplySink reply, int start, int length) {
    reply.array(2);
    reply.integer(start);
    reply.integer(start + length - 1L);
  }
}
