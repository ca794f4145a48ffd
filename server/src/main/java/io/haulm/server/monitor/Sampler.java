package io.haulm.server.monitor;

import io.haulm.engine.Engine;
import io.haulm.engine.JobBrowser;
import io.haulm.engine.Reply;
import io.haulm.engine.TubeFigures;
import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.server.shard.Shard;
import io.haulm.server.store.StoreStats;
import java.util.ArrayList;
import java.util.List;

/** Asks the shard for raw figures, in slices. Not on the shard's thread. */
final class Sampler {
  /** How many tubes are looked at in one go: that holds up clients for about a tenth of a ms. */
  static final int TUBES_PER_SLICE = 256;

  private final Shard shard;
  private final ProcessReader process;
  private final StreamFinder streams = new StreamFinder();

  /** What a slice found, and where the next one begins. */
  private record Slice(List<TubeFigures> tubes, int cursor) {}

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
    Slice slice = shard.ask(engine -> tubes(engine, engine.browser().tubesBegin())).join();
    tubes.addAll(slice.tubes());
    while (slice.cursor() != JobBrowser.END) {
      int cursor = slice.cursor();
      slice = shard.ask(engine -> tubes(engine, cursor)).join();
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

  private static Slice tubes(Engine engine, int cursor) {
    List<TubeFigures> tubes = new ArrayList<>();
    int next = engine.browser().tubes(cursor, TUBES_PER_SLICE, tubes::add);
    return new Slice(tubes, next);
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
