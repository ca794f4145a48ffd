package io.haulm.tasks.testing;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Results in memory. They do not expire. */
final class MemoryResults implements Results {

  private final Wire wire;
  private final Map<String, ResultRecord> records = new ConcurrentHashMap<>();
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private final Map<String, List<Consumer<ResultRecord>>> watches = new ConcurrentHashMap<>();

  MemoryResults(Wire wire) {
    this.wire = wire;
  }

  @Override
  public CompletableFuture<Void> store(ResultRecord record, Duration ttl) {
    ResultRecord arrived = wire.copy(record);
    ResultRecord stored =
        records.merge(
            record.taskId(), arrived, (old, told) -> old.status().equals("SUCCESS") ? old : told);
    if (stored.equals(arrived)) {
      watchesOf(record.taskId()).forEach(watch -> watch.accept(arrived));
    }
    return Futures.done();
  }

  @Override
  public CompletableFuture<Optional<ResultRecord>> read(String taskId) {
    return CompletableFuture.completedFuture(Optional.ofNullable(records.get(taskId)));
  }

  @Override
  public Watch watch(String taskId, Consumer<ResultRecord> listener) {
    watchesOf(taskId).add(listener);
    ResultRecord known = records.get(taskId);
    if (known != null) {
      listener.accept(known);
    }
    return () -> watchesOf(taskId).remove(listener);
  }

  private List<Consumer<ResultRecord>> watchesOf(String taskId) {
    return watches.computeIfAbsent(taskId, id -> new CopyOnWriteArrayList<>());
  }

  @Override
  public CompletableFuture<Void> forget(String taskId) {
    records.remove(taskId);
    return Futures.done();
  }

  @Override
  public CompletableFuture<Void> saveGroup(String groupId, List<String> memberIds, Duration ttl) {
    groups.put(groupId, List.copyOf(memberIds));
    return Futures.done();
  }

  @Override
  public CompletableFuture<Optional<List<String>>> readGroup(String groupId) {
    return CompletableFuture.completedFuture(Optional.ofNullable(groups.get(groupId)));
  }
}
