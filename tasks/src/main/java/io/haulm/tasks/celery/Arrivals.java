package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Futures;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits until there is something in one of several lists, and leaves it there: an element is moved
 * from the near end of its list to the near end of the same list, which changes nothing but may
 * wait. Such a move has one list only, so each list has a connection of its own.
 */
final class Arrivals implements AutoCloseable {

  private final RedisAddress address;
  private final Map<String, Wait> waits = new HashMap<>();

  /** One list and who waits at it; the reply outlives the call that asked for it. */
  private record Wait(Redis redis, CompletableFuture<@Nullable Object> reply) {}

  Arrivals(RedisAddress address) {
    this.address = address;
  }

  /**
   * Waits at these lists.
   *
   * @return whether something may have arrived; somebody else may have taken it since
   * @throws RedisException when the server cannot be asked
   */
  boolean await(List<String> lists, Duration wait) throws InterruptedException {
    forgetOthers(lists);
    CompletableFuture<?>[] replies =
        lists.stream().map(list -> reply(list, wait)).toArray(CompletableFuture[]::new);
    try {
      return CompletableFuture.anyOf(replies).get(wait.toMillis(), TimeUnit.MILLISECONDS) != null;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw Futures.cause(e) instanceof RedisException failure
          ? failure
          : new RedisException(String.valueOf(e.getCause()));
    }
  }

  private CompletableFuture<@Nullable Object> reply(String list, Duration wait) {
    Wait known = waits.get(list);
    if (known != null && !known.reply().isDone()) {
      return known.reply();
    }
    Redis redis = known == null ? new Redis(address) : known.redis();
    double seconds = Math.max(0.001, wait.toMillis() / 1000.0);
    Wait asked = new Wait(redis, redis.send("BLMOVE", list, list, "RIGHT", "RIGHT", seconds));
    waits.put(list, asked);
    return asked.reply();
  }

  private void forgetOthers(List<String> lists) {
    waits
        .entrySet()
        .removeIf(entry -> {
          boolean isOther = !lists.contains(entry.getKey());
          if (isOther) {
            entry.getValue().redis().close();
          }
          return isOther;
        });
  }

  @Override
  public void close() {
    waits.values().forEach(wait -> wait.redis().close());
  }
}
