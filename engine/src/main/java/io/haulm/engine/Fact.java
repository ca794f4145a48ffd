package io.haulm.engine;

/**
 * What happened to the state and must be remembered. Recovery applies facts in order and decides
 * nothing.
 *
 * <p>Facts carry absolute values (a time, a count, an order number), never differences, so applying
 * a fact to a state that already knows it changes nothing.
 *
 * <p>A reservation is no fact: after a restart a reserved job is ready again. How often it was
 * reserved is told by the next fact about the job. Times are milliseconds since 1970 (UTC).
 */
public sealed interface Fact {
  /**
   * A whole job: it was put, or its record was moved to the end of the journal. Replaces whatever
   * was known of the job.
   *
   * @param state READY, DELAYED or BURIED
   * @param untilMillis when a delayed job becomes ready; 0 in other states
   * @param buriedOrder place among the buried, a number that only grows; 0 in other states
   * @param body its bytes; in a fact read back from the journal, their position
   */
  record Job(
      long jobId,
      String tube,
      JobState state,
      long priority,
      long createdMillis,
      long delayMillis,
      long ttrMillis,
      long untilMillis,
      long buriedOrder,
      JobCounts counts,
      JobBody body)
      implements Fact {}

  /** The job is gone. */
  record JobDeleted(long jobId) implements Fact {}

  /**
   * The job changed its state: it was released, buried, kicked, or its time to run ended.
   *
   * @param state READY, DELAYED or BURIED
   * @param untilMillis when a delayed job becomes ready; 0 in other states
   * @param buriedOrder place among the buried; 0 in other states
   */
  record JobChanged(
      long jobId,
      JobState state,
      long priority,
      long delayMillis,
      long untilMillis,
      long buriedOrder,
      JobCounts counts)
      implements Fact {}

  /** A tube gives out no jobs until {@code untilMillis}; 0 means that it is not paused. */
  record TubePaused(String tube, long pauseMillis, long untilMillis) implements Fact {}

  /** No id up to {@code jobId} will be given out again. Written at the head of each segment. */
  record IdsTaken(long jobId) implements Fact {}
}
