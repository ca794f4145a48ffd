package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.KeyChange;
import java.util.List;

/** What changes about a sorted set. */
public sealed interface SortedSetChange extends KeyChange {
  /**
   * These are members, with these scores.
   *
   * @param scores as many as there are members; none is NaN
   */
  record Scored(byte[][] members, double[] scores) implements SortedSetChange {
    /** Checks that each member has a score. */
    public Scored {
      Check.invariant(members.length == scores.length, "each member has a score");
    }

    static Scored of(List<ScoredMember> all) {
      byte[][] members = new byte[all.size()][];
      double[] scores = new double[all.size()];
      for (int i = 0; i < members.length; i++) {
        members[i] = all.get(i).member();
        scores[i] = all.get(i).score();
      }
      return new Scored(members, scores);
    }
  }

  /** These are no members. */
  record Removed(byte[][] members) implements SortedSetChange {
    static Removed of(List<ScoredMember> all) {
      return new Removed(all.stream().map(ScoredMember::member).toArray(byte[][]::new));
    }
  }
}
