package io.haulm.server.http;

import io.haulm.engine.Engine;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.ShardEndedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** How the parts of the face ask the engine: they wait until the answer may be told. */
public final class ShardQuestions {
  /** How long an answer is waited for: a disk that takes longer is a problem of its own. */
  private static final long ANSWER_MILLIS_MAX = 30_000;

  private final Shard shard;

  /** Questions to this shard. */
  public ShardQuestions(Shard shard) {
    this.shard = shard;
  }

  /** The shard. */
  public Shard shard() {
    return shard;
  }

  /**
   * Asks, and waits for the answer; see {@link Shard#ask}.
   *
   * @throws Problem when the server stops, or the disk does not keep up
   */
  public <T> T ask(Function<Engine, T> question) throws InterruptedException {
    try {
      return shard.ask(question).get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ShardEndedException) {
        throw new Problem(503, "stopping", "The server stops");
      }
      throw new IllegalStateException("broken invariant: a question fails with its shard", e);
    } catch (TimeoutException e) {
      throw new Problem(503, "disk-slow", "The disk does not keep up; try again");
    }
  }
}
