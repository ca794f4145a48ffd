package io.haulm.server.console;

import io.haulm.engine.JobBody;
import io.haulm.engine.body.BodyDraft;
import io.haulm.engine.body.BodyStore;
import io.haulm.server.shard.Shard;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;

/** Copies of bodies, wherever they lie. All methods run on the shard's thread. */
final class Bodies {
  /** So much is copied at once. A multiple of the length of a piece. */
  static final int BYTES_PER_SLICE = 16 * BodyStore.PIECE_BYTES_MAX;

  private final Shard shard;

  Bodies(Shard shard) {
    this.shard = shard;
  }

  /**
   * Copies the beginning of a body: at once when it is in memory, else when it has been read.
   *
   * @param bytesMax how much of it at most; of one in memory, not more than {@link
   *     #BYTES_PER_SLICE}
   */
  CompletableFuture<byte[]> copy(JobBody body, int bytesMax) {
    int bytes = Math.min(body.bytes(), bytesMax);
    if (body.isResident() || bytes == 0) {
      byte[] copy = new byte[Math.min(bytes, BYTES_PER_SLICE)];
      copyInto(copy, 0, body);
      return CompletableFuture.completedFuture(copy);
    }
    BodyCollector collector = new BodyCollector(bytes);
    shard.store().readBody(body.position(), collector);
    return collector.result();
  }

  /** Stores a body; {@link BodyStore#NONE} when there is no memory for it. */
  long store(byte[] body) {
    BodyStore bodies = shard.engine().bodies();
    MemorySegment bytes = MemorySegment.ofArray(body);
    if (body.length <= BodyStore.PIECE_BYTES_MAX) {
      return bodies.store(bytes, 0, body.length);
    }
    BodyDraft draft = bodies.draft(body.length);
    draft.append(bytes, 0, body.length);
    return draft.finish();
  }

  /**
   * Copies a slice of a body in memory to the same place of an array.
   *
   * @param from a multiple of {@link #BYTES_PER_SLICE}
   */
  void copyInto(byte[] copy, int from, JobBody body) {
    int filled = from;
    int end = (int) Math.min(copy.length, (long) from + BYTES_PER_SLICE);
    for (int i = from / BodyStore.PIECE_BYTES_MAX; filled < end; i++) {
      MemorySegment piece = shard.engine().bodies().piece(body.ref(), body.bytes(), i);
      int taken = (int) Math.min(piece.byteSize(), end - filled);
      MemorySegment.copy(piece, ValueLayout.JAVA_BYTE, 0, copy, filled, taken);
      filled += taken;
    }
  }
}
