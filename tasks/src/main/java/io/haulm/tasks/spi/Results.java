package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where results are kept. */
public interface Results {

  /**
   * Stores what is known about a task and pushes it to all who watch; never over a stored success.
   */
  CompletableFuture<Void> store(ResultRecord record, Duration ttl);

  /** Reads what is known about a task. */
  CompletableFuture<Optional<ResultRecord>> read(String taskId);

  /**
   * Tells each change from now on, and what is known already.
   *
   * @param listener called on a thread of the transport
   */
  Watch watch(String taskId, Consumer<ResultRecord> listener);

  /** Deletes what is known. */
  CompletableFuture<Void> forget(String taskId);

  /** Remembers the members of a group. */
  CompletableFuture<Void> saveGroup(String groupId, List<String> memberIds, Duration ttl);

  /**
   * The members of a group that was saved.
   *
   * @throws UnsupportedOperationException when this transport keeps no groups
   */
  default CompletableFuture<Optional<List<String>>> readGroup(String groupId) {
    throw new UnsupportedOperationException("this transport keeps no groups");
  }

  /** Ends a watch; more than once is fine. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
