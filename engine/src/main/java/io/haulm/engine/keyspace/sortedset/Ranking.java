package io.haulm.engine.keyspace.sortedset;

/**
 * The members of a sorted set in one form. An element's <em>place</em> is how many stand before it.
 */
abstract sealed class Ranking permits PackedRanking, IndexedRanking {
  abstract int size();

  /** The form's name in OBJECT ENCODING. */
  abstract String encoding();

  /** About how many bytes of memory it takes. */
  abstract long bytes();

  /** A member's score; NaN when it is none. */
  abstract double score(byte[] member);

  /** True when this form suits its members together with one more. */
  abstract boolean suits(byte[] another);

  /**
   * Adds a member, or gives it another score.
   *
   * @param member known, or {@linkplain #suits suiting}
   */
  abstract void put(byte[] member, double score);

  /** Takes a member out, if it is one. */
  abstract void remove(byte[] member);

  /** How many elements stand before the cut. */
  abstract int place(Cut cut);

  /** Shows the elements from a place on and before another one. They must not change meanwhile. */
  abstract void forEach(int from, int to, ScoreConsumer consumer);

  /** The same, the last one first. */
  abstract void forEachReversed(int from, int to, ScoreConsumer consumer);

  abstract Ranking copy();
}
