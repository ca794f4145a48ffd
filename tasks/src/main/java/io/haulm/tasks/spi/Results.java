package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where results are kept. */
public interface Results {

  /**
   * Stores what is known about a task and pushes it to all who watch; never over a stored success.
   */
  CompletableFuture<Void> store(ResultRecord record, Duration ttl);

  /**
   * The same for a call that came with these headers. A transport that tells results to the caller
   * alone finds in them who that is.
   */
  default CompletableFuture<Void> store(
      ResultRecord record, Map<String, Object> headers, Duration ttl) {
    return store(record, ttl);
  }

  /**
   * Whether any program can read what is stored; if not, only the caller is told, and what others
   * need must travel with their messages.
   */
  default boolean isShared() {
    return true;
  }

  /**
   * Reads what is known about a task.
   *
   * @throws UnsupportedOperationException when results are not shared, and the task was called by
   *     another program
   */
  CompletableFuture<Optional<ResultRecord>> read(String taskId);

  /**
   * Tells each change from now on, and what is known already.
   *
   * @param listener called on a thread of the transport
   * @throws UnsupportedOperationException when results are not shared, and the task was called by
   *     another program
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
