package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Claims;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Claims as keys that end by themselves. */
final class CeleryClaims implements Claims {

  private final Redis redis;

  CeleryClaims(Redis redis) {
    this.redis = redis;
  }

  @Override
  public CompletableFuture<String> claim(String key, String taskId, Duration ttl) {
    return redis
        .run(Script.CLAIM, List.of(Keys.claim(key)), List.of(taskId, ttl.toMillis()))
        .thenApply(holder -> String.valueOf(Replies.text(holder)));
  }

  @Override
  public CompletableFuture<Void> release(String key, String taskId) {
    return redis
        .runSurely(Script.RELEASE, List.of(Keys.claim(key)), List.of(taskId))
        .thenApply(done -> null);
  }
}
