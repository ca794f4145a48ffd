package io.haulm.engine.keyspace;

/**
 * What a key holds. Only {@link #apply} changes it, so that recovery and commands cannot come to
 * differ.
 */
public abstract class Value {
  /** Its type. */
  public abstract KeyType type();

  /** How it is laid out in memory, by the names that OBJECT ENCODING answers. */
  public abstract String encoding();

  /**
   * About how many bytes of memory it takes; kept up to date by {@link #apply}, so asking costs
   * nothing.
   */
  public abstract long bytes();

  /** True when a key does not outlive this value's last element. Never true of a stream. */
  public abstract boolean isEmpty();

  /**
   * Makes a change true.
   *
   * @param change of this type's own kind
   */
  public abstract void apply(KeyChange change);

  /** A new sweep over this value. */
  public abstract Sweep sweep();

  /** A value with the same content that shares nothing that changes. */
  public abstract Value copy();

  /**
   * When {@link #timeCame} next has something to do; {@link Long#MAX_VALUE} when never. Asked after
   * each change.
   */
  public long nextTimerMillis() {
    return Long.MAX_VALUE;
  }

  /**
   * Something inside the value fell due. Each call gets on with it; one that cannot do all in short
   * time leaves the rest due.
   *
   * @param entry the key that holds this value
   * @param writer makes changes, and knows the time
   */
  public void timeCame(KeyEntry entry, KeyWriter writer) {
    throw new IllegalStateException("broken invariant: a value without timers is never due");
  }
}
