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

/** Asks the shard for raw figures, in slices. Not on the shard's thread. */
final class Sampler {
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
   * @throws java.util.concurrent.CompletionException when the server stops meanwhile
   */
  Surveyor.Raw read() {
    List<TubeFigures> tubes = new ArrayList<>();
    TubeSlice slice = shard.ask(TubeSlice::first).join();
    tubes.addAll(slice.tubes());
    while (!slice.isLast()) {
      slice = shard.ask(slice::next).join();
      tubes.addAll(slice.tubes());
    }
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
