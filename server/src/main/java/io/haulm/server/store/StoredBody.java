package io.haulm.server.store;

import io.haulm.engine.Check;
import io.haulm.engine.JobBody;
import io.haulm.engine.body.BodyStore;
import io.haulm.journal.RecordBody;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Shows a body of the engine's store to the journal. One object, shown anew for each append. */
final class StoredBody implements RecordBody {
  private @Nullable BodyStore store;
  private long ref;
  private int bytes;

  /** From now on this is that body, until the next call. */
  StoredBody show(BodyStore newStore, JobBody body) {
    Check.invariant(body.isResident(), "a body that is appended is in memory");
    store = newStore;
    ref = body.ref();
    bytes = body.bytes();
    return this;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public int pieces() {
    return BodyStore.pieces(bytes);
  }

  @Override
  public MemorySegment piece(int index) {
    return Check.present(store, "a body is shown before it is read").piece(ref, bytes, index);
  }
}
