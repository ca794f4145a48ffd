package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.Sweep;
import org.jspecify.annotations.Nullable;

/** Tells a list chunk by chunk. What it has told lies below an order, whatever happens between. */
final class ListSweep implements Sweep {
  private final ChunkRow row;
  private long next = Long.MIN_VALUE;

  ListSweep(ChunkRow row) {
    this.row = row;
  }

  @Override
  public @Nullable KeyChange next() {
    int chunkIndex = row.firstReaching(next);
    if (chunkIndex == row.count()) {
      return null;
    }
    Chunk chunk = row.get(chunkIndex);
    int from = chunk.rank(next);
    byte[][] elements = elements(chunk, from);
    next = chunk.lastOrder() + 1;
    if (chunk.isEven()) {
      return new ListChange.Row(chunk.order(from), chunk.step(), elements);
    }
    return new ListChange.Scattered(chunk.copyOfOrders(from, chunk.count()), elements);
  }

  private static byte[][] elements(Chunk chunk, int from) {
    byte[][] elements = new byte[chunk.count() - from][];
    int position = chunk.position(from);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = chunk.element(position);
      position = chunk.next(position);
    }
    return elements;
  }
}
