package io.haulm.server.shard;

import io.haulm.engine.Engine;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A question of another thread: put to the engine in one turn, answered when that is durable. */
final class Question<T> implements Gated {
  private final Function<Engine, T> function;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private @Nullable T answer;

  Question(Function<Engine, T> function) {
    this.function = function;
  }

  CompletableFuture<T> future() {
    return future;
  }

  void put(Engine engine) {
    answer = function.apply(engine);
  }

  @Override
  public void flush(long durablePosition) {
    future.complete(Shard.present(answer));
  }

  void refuse() {
    future.completeExceptionally(new ShardEndedException());
  }
}
