package io.haulm.engine.keyspace;

/**
 * What is now true of a part of a value: the content of a fact. It is absolute ("field f is v",
 * "entry 1-0 is gone"), never a difference, so applying it to a value that knows it already changes
 * nothing. Each type of value has its own sealed kind of changes.
 *
 * <p>Arrays in it are never changed by anybody: a value may keep them.
 */
public interface KeyChange {
  /**
   * True when the change counts for those who watch the key. What happens within a consumer group
   * does not: the stream is the same.
   */
  default boolean isSeenByWatchers() {
    return true;
  }
}
