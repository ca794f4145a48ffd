package io.haulm.engine;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyType;
import org.jspecify.annotations.Nullable;

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
  /** A fact about tubes and jobs. */
  sealed interface JobFact extends Fact {}

  /**
   * A whole job: it was put, or edited, or its record was moved to the end of the journal. Replaces
   * whatever was known of the job.
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
      implements JobFact {}

  /** The job is gone. */
  record JobDeleted(long jobId) implements JobFact {}

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
      implements JobFact {}

  /** The job is in another tube; nothing else about it changed. */
  record JobMoved(long jobId, String tube) implements JobFact {}

  /** A tube gives out no jobs until {@code untilMillis}; 0 means that it is not paused. */
  record TubePaused(String tube, long pauseMillis, long untilMillis) implements JobFact {}

  /** No id up to {@code jobId} will be given out again. Written at the head of each segment. */
  record IdsTaken(long jobId) implements JobFact {}

  /** A fact about the keyspace. */
  sealed interface KeyFact extends Fact {}

  /**
   * A key came into being, or is written anew. The record lives in the log as long as it is the one
   * that the key's other facts build on.
   *
   * @param keyId names the key in other facts
   * @param database its number
   * @param expireMillis when it expires; 0 for never
   * @param isWhole true: what was known of the key before is not needed. False: a sweep begins, and
   *     ends with a {@link KeySwept}; from then on this record stands in for the older one
   * @param first the first change to its value, which is empty before
   */
  record KeyBegun(
      long keyId,
      int database,
      byte[] name,
      KeyType type,
      long expireMillis,
      boolean isWhole,
      @Nullable KeyChange first)
      implements KeyFact {}

  /** A part of a key's value changed. Means nothing for a key that is not known. */
  record KeyChanged(long keyId, KeyType type, KeyChange change) implements KeyFact {}

  /** The key expires at a time; 0 for never. */
  record KeyExpires(long keyId, long untilMillis) implements KeyFact {}

  /** The key is gone. */
  record KeyDeleted(long keyId) implements KeyFact {}

  /** The key has another name, or is in another database. */
  record KeyMoved(long keyId, int database, byte[] name) implements KeyFact {}

  /** The sweep that the last {@link KeyBegun} of this key began has told everything. */
  record KeySwept(long keyId) implements KeyFact {}

  /** All keys of a database are gone. */
  record DatabaseFlushed(int database) implements KeyFact {}

  /** Two databases have each other's keys. */
  record DatabasesSwapped(int first, int second) implements KeyFact {}

  /** No key id up to this one will be given out again. Written at the head of each segment. */
  record KeyIdsTaken(long keyId) implements KeyFact {}
}
