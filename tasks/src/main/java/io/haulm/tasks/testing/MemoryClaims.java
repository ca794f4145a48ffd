package io.haulm.tasks.testing;

import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Futures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Claims that end by the clock. */
final class MemoryClaims implements Claims {

  /** Who holds a claim until when. */
  private record Claim(String taskId, Instant end) {}

  private final Guard guard = new Guard();
  private final InstantSource clock;
  private final Map<String, Claim> claims = new HashMap<>();

  MemoryClaims(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<String> claim(String key, String taskId, Duration ttl) {
    String holds =
        guard.get(() -> {
          Optional<String> holder = holder(key);
          if (holder.isEmpty()) {
            set(key, taskId, ttl);
          }
          return holder.orElse(taskId);
        });
    return CompletableFuture.completedFuture(holds);
  }

  Optional<String> holder(String key) {
    return guard.get(() ->
        Optional.ofNullable(claims.get(key))
            .filter(claim -> claim.end().isAfter(clock.instant()))
            .map(Claim::taskId));
  }

  void set(String key, String taskId, Duration ttl) {
    guard.run(() -> claims.put(key, new Claim(taskId, clock.instant().plus(ttl))));
  }

  @Override
  public CompletableFuture<Void> release(String key, String taskId) {
    guard.run(() -> {
      if (holder(key).filter(taskId::equals).isPresent()) {
        claims.remove(key);
      }
    });
    return Futures.done();
  }
}
