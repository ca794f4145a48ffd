package io.haulm.engine.keyspace.sortedset;

/** Is shown members with their scores. */
@FunctionalInterface
interface ScoreConsumer {
  /**
   * A member.
   *
   * @param member not to be changed
   */
  void accept(byte[] member, double score);
}
