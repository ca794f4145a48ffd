package io.haulm.tasks.testing;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.ScheduleStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Schedules in memory; a change and its messages are one step. */
final class MemoryScheduleStore implements ScheduleStore {

  private final Guard guard = new Guard();
  private final MemoryClaims claims;
  private final Consumer<Batch> sending;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Instant> nextRuns = new HashMap<>();

  MemoryScheduleStore(MemoryClaims claims, Consumer<Batch> sending) {
    this.claims = claims;
    this.sending = sending;
  }

  @Override
  public CompletableFuture<Map<String, String>> readAll() {
    return CompletableFuture.completedFuture(guard.get(() -> Map.copyOf(texts)));
  }

  @Override
  public CompletableFuture<Optional<String>> read(String name) {
    return CompletableFuture.completedFuture(guard.get(() -> Optional.ofNullable(texts.get(name))));
  }

  @Override
  public CompletableFuture<List<String>> due(Instant now, int max) {
    return CompletableFuture.completedFuture(guard.get(() -> dueNames(now, max)));
  }

  private List<String> dueNames(Instant now, int max) {
    return nextRuns.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(now))
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .limit(max)
        .toList();
  }

  Optional<Instant> nextRun() {
    return guard.get(() -> nextRuns.values().stream().min(Comparator.naturalOrder()));
  }

  @Override
  public CompletableFuture<Optional<String>> running(String name) {
    return CompletableFuture.completedFuture(claims.holder(ScheduleStore.claimOf(name)));
  }

  @Override
  public CompletableFuture<Boolean> change(Change change, Batch batch) {
    return CompletableFuture.completedFuture(guard.get(() -> isChanged(change, batch)));
  }

  private boolean isChanged(Change change, Batch batch) {
    if (!Objects.equals(texts.get(change.name()), change.expected())) {
      return false;
    }
    put(texts, change.name(), change.replacement());
    put(nextRuns, change.name(), change.next());
    if (change.run() != null) {
      claims.set(ScheduleStore.claimOf(change.name()), change.run(), RUN_TTL);
    }
    sending.accept(batch);
    return true;
  }

  private static <T> void put(Map<String, T> map, String name, @Nullable T value) {
    if (value == null) {
      map.remove(name);
    } else {
      map.put(name, value);
    }
  }
}
