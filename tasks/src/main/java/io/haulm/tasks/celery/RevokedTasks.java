package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The tasks that must not start, in a sorted set by when that is forgotten, in milliseconds. */
final class RevokedTasks {

  /** The most that a worker reads when it starts; the others are asked for one by one. */
  private static final int READ_MAX = 50_000;

  private final Redis redis;
  private final InstantSource clock;

  RevokedTasks(Redis redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  CompletableFuture<Void> keep(List<String> taskIds) {
    if (taskIds.isEmpty()) {
      return Futures.done();
    }
    long now = clock.instant().toEpochMilli();
    List<Object> words = new ArrayList<>(List.of("ZADD", Keys.REVOKED));
    for (String id : taskIds) {
      words.add(now + Control.REVOKED_FOR.toMillis());
      words.add(id);
    }
    return redis
        .send(List.of(Command.of(words), Command.of("ZREMRANGEBYSCORE", Keys.REVOKED, "-inf", now)))
        .thenApply(done -> null);
  }

  CompletableFuture<Set<String>> all() {
    return redis
        .send("ZREVRANGE", Keys.REVOKED, 0, READ_MAX - 1)
        .thenApply(ids ->
            Replies.list(ids).stream()
                .map(id -> String.valueOf(Replies.text(id)))
                .collect(Collectors.toSet()));
  }

  CompletableFuture<Boolean> has(String taskId) {
    return redis.send("ZSCORE", Keys.REVOKED, taskId).thenApply(score -> score != null);
  }
}
