package io.haulm.server.console;

import io.haulm.engine.Engine;
import java.util.function.Function;

/** How the engine is asked from a thread that may wait. */
@FunctionalInterface
public interface Questions {
  /** Asks, and waits for the answer; see {@link io.haulm.server.shard.Shard#ask}. */
  <T> T ask(Function<Engine, T> question) throws InterruptedException;
}
