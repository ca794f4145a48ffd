package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.table.ByteNode;
import io.haulm.engine.keyspace.table.ByteTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a ZADD changes, without changing it: a later pair of the same command already sees
 * what an earlier one did.
 */
final class Addition {
  private final AddOptions options;
  private final @Nullable SortedSetValue known;
  private final ByteTable<Planned> planned;
  private int added;
  private int updated;
  private double lastScore = Double.NaN;

  /** A member with the score that it is going to have. */
  private static final class Planned extends ByteNode {
    private double score;

    Planned(byte[] member, double score) {
      super(member);
      this.score = score;
    }
  }

  /**
   * Nothing yet.
   *
   * @param known what the key holds; null when it does not exist
   * @param seed hashes what is planned
   */
  Addition(AddOptions options, @Nullable SortedSetValue known, long seed) {
    this.options = options;
    this.known = known;
    planned = new ByteTable<>(seed);
  }

  /**
   * Adds one pair.
   *
   * @param number the score, or what is added to it
   * @throws RefusedException when the score would be no number
   */
  void add(byte[] member, double number) {
    lastScore = Double.NaN;
    Planned earlier = planned.find(member);
    double current = earlier == null ? currentScore(member) : earlier.score;
    boolean isKnown = !Double.isNaN(current);
    if (isKnown ? options.onlyNew() : options.onlyKnown()) {
      return;
    }
    // Minus zero is written as zero.
    double score = 0.0 + (isKnown && options.isIncrement() ? current + number : number);
    if (Double.isNaN(score)) {
      throw new RefusedException("ERR resulting score is not a number (NaN)");
    }
    if (isKnown
        && ((options.onlyGreater() && score <= current)
            || (options.onlyLess() && score >= current))) {
      return;
    }
    lastScore = score;
    if (isKnown && score == current) {
      return;
    }
    updated += isKnown ? 1 : 0;
    added += isKnown ? 0 : 1;
    if (earlier == null) {
      planned.add(new Planned(member, score));
    } else {
      earlier.score = score;
    }
  }

  private double currentScore(byte[] member) {
    return known == null ? Double.NaN : known.score(member);
  }

  /** How many members are new. */
  int added() {
    return added;
  }

  /** How often a known member got another score. */
  int updated() {
    return updated;
  }

  /** The score of the last pair's member; NaN when an option ruled it out. */
  double lastScore() {
    return lastScore;
  }

  boolean hasChanges() {
    return !planned.isEmpty();
  }

  SortedSetChange toChange() {
    List<ScoredMember> changed = new ArrayList<>(planned.size());
    planned.forEach(member -> changed.add(new ScoredMember(member.key(), member.score)));
    return SortedSetChange.Scored.of(changed);
  }
}
