package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.WrappedTransport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Another transport, which fails where a test says so. */
final class BrittleTransport extends WrappedTransport {

  private volatile Consumer<ResultRecord> beforeStoring = record -> {};
  private volatile Consumer<Batch> beforeSending = batch -> {};

  BrittleTransport(Transport other) {
    super(other);
  }

  /** Asked before a result is stored; what it throws is what storing fails with. */
  void beforeStoring(Consumer<ResultRecord> check) {
    beforeStoring = check;
  }

  /** Asked before messages are sent; what it throws is what sending fails with. */
  void beforeSending(Consumer<Batch> check) {
    beforeSending = check;
  }

  private static <T> CompletableFuture<Void> checked(Consumer<T> check, T what) {
    try {
      check.accept(what);
      return CompletableFuture.completedFuture(null);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<Void> send(Batch batch) {
    return checked(beforeSending, batch).thenCompose(good -> inner().send(batch));
  }

  @Override
  public Results results() {
    return new BrittleResults(inner().results());
  }

  private final class BrittleResults implements Results {
    private final Results results;

    BrittleResults(Results results) {
      this.results = results;
    }

    @Override
    public CompletableFuture<Void> store(ResultRecord record, Duration ttl) {
      return checked(beforeStoring, record).thenCompose(good -> results.store(record, ttl));
    }

    @Override
    public CompletableFuture<Optional<ResultRecord>> read(String taskId) {
      return results.read(taskId);
    }

    @Override
    public Watch watch(String taskId, Consumer<ResultRecord> listener) {
      return results.watch(taskId, listener);
    }

    @Override
    public CompletableFuture<Void> forget(String taskId) {
      return results.forget(taskId);
    }

    @Override
    public CompletableFuture<Void> saveGroup(String groupId, List<String> memberIds, Duration ttl) {
      return results.saveGroup(groupId, memberIds, ttl);
    }
  }
}
