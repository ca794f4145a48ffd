package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.SortSource;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A sorted set. */
public final class SortedSetValue extends Value implements SortSource {
  private static final int BASE_BYTES = 32;

  private final long seed;
  private Ranking ranking;

  /** An empty sorted set, whose members are hashed with this seed once they are many. */
  public SortedSetValue(long seed) {
    this(seed, new PackedRanking());
  }

  private SortedSetValue(long seed, Ranking ranking) {
    this.seed = seed;
    this.ranking = ranking;
  }

  /** The sorted set that a key of type {@link KeyType#SORTED_SET} holds. */
  static SortedSetValue of(KeyEntry entry) {
    return (SortedSetValue) entry.value();
  }

  /** How many members there are. */
  @Override
  public int size() {
    return ranking.size();
  }

  /** A member's score; NaN when it is none. */
  double score(byte[] member) {
    return ranking.score(member);
  }

  /** How many members stand before the cut. */
  int place(Cut cut) {
    return ranking.place(cut);
  }

  /** Shows the members in these places, in order. The value must not change meanwhile. */
  void forEach(Places places, ScoreConsumer consumer) {
    ranking.forEach(places.from(), places.to(), consumer);
  }

  /** The same, the last one first. */
  void forEachReversed(Places places, ScoreConsumer consumer) {
    ranking.forEachReversed(places.from(), places.to(), consumer);
  }

  /** All members, in order. */
  void forEach(ScoreConsumer consumer) {
    ranking.forEach(0, size(), consumer);
  }

  /** The members in these places, in order, or the last one first. */
  List<ScoredMember> list(Places places, boolean isReversed) {
    List<ScoredMember> list = new ArrayList<>(places.count());
    ScoreConsumer adding = (member, score) -> list.add(new ScoredMember(member, score));
    if (isReversed) {
      forEachReversed(places, adding);
    } else {
      forEach(places, adding);
    }
    return list;
  }

  /** The member in this place, which there must be. */
  ScoredMember at(int place) {
    return list(new Places(place, place + 1), false).getFirst();
  }

  /**
   * Goes on with a walk over all members; a small set is shown as a whole.
   *
   * @param cursor 0 to begin, else what the last call returned
   * @return the cursor to go on with; 0 when the walk is over
   */
  long scan(long cursor, ScoreConsumer consumer) {
    if (ranking instanceof IndexedRanking indexed) {
      return indexed.scan(cursor, consumer);
    }
    forEach(consumer);
    return 0;
  }

  @Override
  public void forEachElement(Consumer<byte[]> consumer) {
    forEach((member, _) -> consumer.accept(member));
  }

  @Override
  public KeyType type() {
    return KeyType.SORTED_SET;
  }

  @Override
  public String encoding() {
    return ranking.encoding();
  }

  @Override
  public long bytes() {
    return BASE_BYTES + ranking.bytes();
  }

  @Override
  public boolean isEmpty() {
    return ranking.size() == 0;
  }

  @Override
  public void apply(KeyChange change) {
    switch ((SortedSetChange) change) {
      case SortedSetChange.Scored(byte[][] members, double[] scores) -> {
        for (int i = 0; i < members.length; i++) {
          put(members[i], scores[i]);
        }
      }
      case SortedSetChange.Removed(byte[][] members) -> {
        for (byte[] member : members) {
          ranking.remove(member);
        }
      }
    }
  }

  @Override
  public Sweep sweep() {
    return new SortedSetSweep(this);
  }

  @Override
  public Value copy() {
    return new SortedSetValue(seed, ranking.copy());
  }

  /** Adds a member, or gives it another score. */
  void put(byte[] member, double score) {
    Check.invariant(!Double.isNaN(score), "a score is a number");
    if (!ranking.suits(member) && ranking instanceof PackedRanking && Double.isNaN(score(member))) {
      Ranking wider = new IndexedRanking(seed);
      forEach(wider::put);
      ranking = wider;
    }
    ranking.put(member, score);
  }
}
