package io.haulm.engine.keyspace.stream;

/**
 * Goes over the pending entries of a group upwards by id, all or some. The list must not change in
 * between.
 */
final class PendingWalk {
  /** Whoever it is that owns an entry. */
  static final int ANYBODY = -1;

  private final PendingList list;
  private final int owner;
  private final long untilMillis;
  private int index;
  private int row;

  /**
   * A walk that begins before an id; {@link #next} comes first.
   *
   * @param owner only entries of this owner are shown, or of {@link #ANYBODY}
   * @param untilMillis only entries that were not delivered after this time are shown
   */
  PendingWalk(PendingList list, StreamId from, int owner, long untilMillis) {
    this.list = list;
    this.owner = owner;
    this.untilMillis = untilMillis;
    index = Math.max(0, list.chunkFor(from.millis(), from.sequence()));
    row = list.chunks() == 0 ? 0 : list.chunk(index).rowFrom(from.millis(), from.sequence()) - 1;
  }

  /** A walk over all pending entries. */
  PendingWalk(PendingList list) {
    this(list, StreamId.MIN, ANYBODY, Long.MAX_VALUE);
  }

  /** Goes on to the next entry; false when there is none. */
  boolean next() {
    while (index < list.chunks()) {
      PendingChunk chunk = list.chunk(index);
      boolean mayHaveSome =
          (owner == ANYBODY || (chunk.owners & PendingChunk.ownerBit(owner)) != 0)
              && chunk.oldestMillis <= untilMillis;
      if (mayHaveSome && nextIn(chunk)) {
        return true;
      }
      index++;
      row = -1;
    }
    return false;
  }

  private boolean nextIn(PendingChunk chunk) {
    while (++row < chunk.size) {
      if ((owner == ANYBODY || chunk.owner(row) == owner) && chunk.timeMillis(row) <= untilMillis) {
        return true;
      }
    }
    return false;
  }

  long millis() {
    return list.chunk(index).millis(row);
  }

  long sequence() {
    return list.chunk(index).sequence(row);
  }

  StreamId id() {
    return new StreamId(millis(), sequence());
  }

  long timeMillis() {
    return list.chunk(index).timeMillis(row);
  }

  int owner() {
    return list.chunk(index).owner(row);
  }

  long deliveries() {
    return PendingRow.deliveries(list.chunk(index).count(row));
  }

  /** True when the walk is at this very entry. */
  boolean isAt(StreamId id) {
    return millis() == id.millis() && sequence() == id.sequence();
  }
}
