package io.haulm.server.monitor;

import io.haulm.engine.Engine;
import io.haulm.engine.Reply;
import io.haulm.engine.TubeFigures;
import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.TubeSlice;
import io.haulm.server.store.StoreStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks the shard for raw figures, in slices. Not on the shard's thread. */
final class Sampler {
  private static final int SLICES_IN_A_ROW = 16;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Shard shard;
  private final ProcessReader process;
  private final StreamFinder streams = new StreamFinder();

  private record Rest(
      Reply.EngineStats engine,
      StoreStats store,
      int connections,
      long bodyBytes,
      long keyspaceBytes,
      List<StreamFigures> streams) {}

  Sampler(Shard shard, ProcessReader process) {
    this.shard = shard;
    this.process = process;
  }

  /**
   * Reads the figures; waits for the shard.
   *
   * @param withTubes false to leave the tubes out, which are dear when there are many
   * @throws java.util.concurrent.CompletionException when the server stops meanwhile
   */
  Surveyor.Raw read(boolean withTubes) {
    Optional<List<TubeFigures>> tubes = withTubes ? Optional.of(tubes()) : Optional.empty();
    Rest rest = shard.ask(this::rest).join();
    return new Surveyor.Raw(
        tubes,
        rest.streams(),
        rest.engine(),
        process.read(
            rest.engine(),
            rest.store(),
            rest.connections(),
            rest.bodyBytes(),
            rest.keyspaceBytes()));
  }

  private List<TubeFigures> tubes() {
    TubeSlice slice = shard.ask(TubeSlice::first).join();
    List<TubeFigures> tubes = new ArrayList<>(slice.tubes());
    for (int slices = 1; !slice.isLast(); slices++) {
      if (slices % SLICES_IN_A_ROW == 0) {
        // What the shard has to do beside us has its turn.
        LockSupport.parkNanos(REST_NANOS);
      }
      slice = shard.ask(slice::next).join();
      tubes.addAll(slice.tubes());
    }
    return tubes;
  }

  private Rest rest(Engine engine) {
    return new Rest(
        engine.figures(),
        shard.store().stats(),
        shard.connections(),
        engine.bodies().takenBytes(),
        engine.keyspace().bytes(),
        streams.look(shard.nowMillis(), engine));
  }
}
