package io.haulm.server.store;

import io.haulm.engine.Effect;
import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.FactLog;
import io.haulm.journal.BodyReceiver;
import java.util.function.Consumer;

/** An engine whose facts are kept nowhere: everything is as durable as it will ever be. */
public final class MemoryStore implements Store {
  private final Engine engine;

  /** An engine without jobs. */
  public MemoryStore(EngineOptions options, Consumer<Effect> effects) {
    engine = new Engine(options, FactLog.NONE, effects);
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public long commit() {
    return 0;
  }

  @Override
  public long durablePosition() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean isCongested() {
    return false;
  }

  @Override
  public void readBody(long position, BodyReceiver receiver) {
    throw new IllegalStateException("broken invariant: without a journal all bodies are in memory");
  }

  @Override
  public StoreStats stats() {
    return StoreStats.NONE;
  }

  @Override
  public void close() {
    // Nothing is kept, so nothing is let go of.
  }
}
