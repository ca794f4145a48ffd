package io.haulm.engine;

/** Where the engine's facts go: a journal, or nowhere. */
public interface FactLog {
  /** The position of a fact that is not kept. */
  long NOWHERE = -1;

  /** Keeps nothing. */
  FactLog NONE = _ -> NOWHERE;

  /**
   * Takes a fact, copying what it needs before it returns. The fact is not durable yet.
   *
   * @return where the fact will lie, a number that only grows; or {@link #NOWHERE}
   * @throws FactLogFullException when there is no room for a fact that makes the state grow; the
   *     engine then leaves its state as it was
   */
  long append(Fact fact);

  /** True when there is no room for facts that make the state grow. */
  default boolean isFull() {
    return false;
  }

  /**
   * How many bytes the body of the record has that the last {@link #append} made; 0 without one.
   */
  default int lastBodyBytes() {
    return 0;
  }

  /**
   * The {@link Fact.Job} or {@link Fact.KeyBegun} at {@code position} is no longer needed: the job
   * or key was deleted, or a newer record has taken its place.
   *
   * @param bodyBytes length of the record's body
   */
  default void forget(long position, int bodyBytes) {}
}
