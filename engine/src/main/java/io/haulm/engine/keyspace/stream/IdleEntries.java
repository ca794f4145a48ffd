package io.haulm.engine.keyspace.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Looks for pending entries that have waited long for their consumer. */
final class IdleEntries {
  private static final Comparator<Idle> LONGEST_FIRST =
      Comparator.comparing((Idle idle) -> idle.owner != PendingRow.NOBODY)
          .thenComparingLong(Idle::timeMillis)
          .thenComparing(Idle::id);

  /** A pending entry. */
  record Idle(StreamId id, long timeMillis, int owner, long deliveries) {}

  /**
   * The entries that were last delivered at a time or before it: those that nobody owns, then those
   * that have waited longest.
   *
   * @param max so many, not more
   */
  static Collection<Idle> find(Group group, long untilMillis, long max) {
    PriorityQueue<Idle> found = new PriorityQueue<>(LONGEST_FIRST.reversed());
    PendingWalk walk =
        new PendingWalk(group.pending, StreamId.MIN, PendingWalk.ANYBODY, untilMillis);
    while (walk.next()) {
      found.add(new Idle(walk.id(), walk.timeMillis(), walk.owner(), walk.deliveries()));
      if (found.size() > max) {
        var _ = found.poll();
      }
    }
    List<Idle> sorted = new ArrayList<>(found);
    sorted.sort(LONGEST_FIRST);
    return sorted;
  }

  /** When the entry was delivered that waits longest; {@link Long#MAX_VALUE} when there is none. */
  static long oldestMillis(Group group) {
    PendingList pending = group.pending;
    while (true) {
      PendingChunk oldest = null;
      for (int i = 0; i < pending.chunks(); i++) {
        PendingChunk chunk = pending.chunk(i);
        if (oldest == null || chunk.oldestMillis < oldest.oldestMillis) {
          oldest = chunk;
        }
      }
      if (oldest == null) {
        return Long.MAX_VALUE;
      }
      // What a chunk says may be older than any entry that is left in it.
      long said = oldest.oldestMillis;
      oldest.summarize();
      if (oldest.oldestMillis == said) {
        return said;
      }
    }
  }

  private IdleEntries() {}
}
