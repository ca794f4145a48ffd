package io.haulm.engine;

import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The tubes of the trash, and how much is in them. Their jobs are deleted for good when their
 * deadline has come, or sooner, the nearest deadline first, when there is too much.
 */
public final class Trash {
  /** What a job costs besides its body, roughly. */
  public static final int JOB_BYTES = 128;

  private final long bytesMax;
  // Invariant: every tube in here has a job.
  private final NavigableSet<Tube> byDeadline =
      new TreeSet<>(
          Comparator.comparingLong(Tube::trashUntilMillis).thenComparingInt(t -> t.number));
  private long bytes;
  private LongConsumer evictions = _ -> {};

  Trash(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  NavigableSet<Tube> tubes() {
    return Collections.unmodifiableNavigableSet(byDeadline);
  }

  boolean isEmpty() {
    return byDeadline.isEmpty();
  }

  /** How much is in it, bodies and all. */
  public long bytes() {
    return bytes;
  }

  /** How much may be in it. */
  public long bytesMax() {
    return bytesMax;
  }

  /**
   * From now on this one is told the operation of each job that is deleted for good before its
   * deadline. It must be quick, and must not call the engine.
   */
  public void tellEvictionsTo(LongConsumer consumer) {
    evictions = consumer;
  }

  void evicted(long operation) {
    evictions.accept(operation);
  }

  void add(Tube tube) {
    byDeadline.add(tube);
  }

  void remove(Tube tube) {
    byDeadline.remove(tube);
  }

  /** A job came into a tube of the trash. */
  void entered(int bodyBytes) {
    bytes += JOB_BYTES + bodyBytes;
  }

  /** A job left a tube of the trash. */
  void left(int bodyBytes) {
    bytes -= JOB_BYTES + bodyBytes;
  }

  /** When jobs must be deleted; 0 when there is too much, {@link Long#MAX_VALUE} for never. */
  long dueMillis() {
    if (byDeadline.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return bytes > bytesMax ? 0 : byDeadline.first().trashUntilMillis();
  }

  /** The tube whose jobs go first; null when none need go yet. */
  @Nullable Tube due(long nowMillis) {
    return dueMillis() <= nowMillis ? byDeadline.first() : null;
  }
}
