package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.ReplySink;
import java.util.List;

/** Replies that consist of members, with or without their scores. */
final class ScoreReply {
  /** Members; with scores, they stand in pairs in RESP3, and one behind the other in RESP2. */
  static void members(ReplySink reply, List<ScoredMember> members, boolean withScores) {
    if (!withScores) {
      reply.array(members.size());
      members.forEach(each -> reply.bulk(each.member()));
    } else if (reply.isResp3()) {
      pairs(reply, members);
    } else {
      reply.array(2 * members.size());
      members.forEach(each -> tell(reply, each));
    }
  }

  /** Members in pairs with their scores. */
  static void pairs(ReplySink reply, List<ScoredMember> members) {
    reply.array(members.size());
    for (ScoredMember each : members) {
      reply.array(2);
      tell(reply, each);
    }
  }

  /** A member and its score, without a header. */
  static void tell(ReplySink reply, ScoredMember scored) {
    reply.bulk(scored.member());
    reply.number(scored.score());
  }

  private ScoreReply() {}
}
