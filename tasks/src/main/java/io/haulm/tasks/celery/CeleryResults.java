package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Results as Celery's Redis backend keeps them. */
final class CeleryResults implements Results {

  private final Redis redis;
  private final Subscriber subscriber;
  private final Codec codec;

  CeleryResults(Redis redis, Subscriber subscriber, Codec codec) {
    this.redis = redis;
    this.subscriber = subscriber;
    this.codec = codec;
  }

  @Override
  public CompletableFuture<Void> store(ResultRecord record, Duration ttl) {
    return redis
        .runSurely(Script.STORE, List.of(Keys.result(record.taskId())), toStore(record, ttl))
        .thenApply(done -> null);
  }

  /** The arguments with which scripts store a record: for how many seconds, and its text. */
  List<Object> toStore(ResultRecord record, Duration ttl) {
    return List.of(seconds(ttl), codec.write(tree(record)));
  }

  private static long seconds(Duration ttl) {
    return Math.max(1, ttl.toSeconds());
  }

  @Override
  public CompletableFuture<Optional<ResultRecord>> read(String taskId) {
    return redis
        .send("GET", Keys.result(taskId))
        .thenApply(
            text -> Optional.ofNullable(Replies.bytes(text)).map(one -> readable(taskId, one)));
  }

  @Override
  public Watch watch(String taskId, Consumer<ResultRecord> listener) {
    Watching watching = new Watching(taskId, listener);
    watching.begin();
    return watching;
  }

  /** Asks first: a quick task has ended by now, and costs no subscription then. */
  private final class Watching implements Watch, Subscriber.Listener {
    private final String taskId;
    private final Consumer<ResultRecord> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Runnable end;
    private boolean closed;

    Watching(String taskId, Consumer<ResultRecord> listener) {
      this.taskId = taskId;
      this.listener = listener;
    }

    void begin() {
      Futures.letGo(
          read(taskId)
              .exceptionally(unknown -> Optional.empty())
              .thenAccept(known -> {
                known.ifPresent(listener);
                if (known.isEmpty() || !known.get().isFinal()) {
                  subscribe();
                }
              }));
    }

    private void subscribe() {
      lock.lock();
      try {
        if (!closed) {
          end = subscriber.subscribe(Keys.result(taskId), this);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void published(byte[] payload) {
      listener.accept(readable(taskId, payload));
    }

    // What was stored before the subscription stood was heard by nobody.
    @Override
    public void subscribed() {
      Futures.letGo(read(taskId).thenAccept(known -> known.ifPresent(listener)));
    }

    @Override
    public void close() {
      lock.lock();
      try {
        closed = true;
        if (end != null) {
          end.run();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public CompletableFuture<Void> forget(String taskId) {
    return redis.send("DEL", Keys.result(taskId)).thenApply(done -> null);
  }

  @Override
  public CompletableFuture<Void> saveGroup(String groupId, List<String> memberIds, Duration ttl) {
    List<Object> members =
        memberIds.stream().<Object>map(id -> Arrays.asList(Arrays.asList(id, null), null)).toList();
    List<Object> group = Arrays.asList(Arrays.asList(groupId, null), members);
    return redis
        .send("SETEX", Keys.group(groupId), ttl.toSeconds(), codec.write(Map.of("result", group)))
        .thenApply(done -> null);
  }

  @Override
  public CompletableFuture<Optional<List<String>>> readGroup(String groupId) {
    return redis
        .send("GET", Keys.group(groupId))
        .thenApply(text -> Optional.ofNullable(Replies.bytes(text)).map(this::members));
  }

  // [[group, its parent], [[[member, its parent], null], ...]]
  private List<String> members(byte[] text) {
    List<Object> group = Trees.list(Trees.map(codec.read(text)).get("result"));
    List<String> ids = new ArrayList<>();
    for (Object member : Trees.list(group.get(1))) {
      ids.add(String.valueOf(Trees.list(Trees.list(member).get(0)).get(0)));
    }
    return ids;
  }

  private static Map<String, @Nullable Object> tree(ResultRecord record) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("status", record.status());
    tree.put("result", record.result());
    tree.put("traceback", record.traceback());
    tree.put("children", record.children());
    tree.put("date_done", record.dateDone());
    if (record.groupId() != null) {
      tree.put("group_id", record.groupId());
    }
    if (record.parentId() != null) {
      tree.put("parent_id", record.parentId());
    }
    tree.put("task_id", record.taskId());
    return tree;
  }

  // Whoever waits for a result is told that it cannot be read; it will not come again.
  private ResultRecord readable(String taskId, byte[] text) {
    try {
      return record(text);
    } catch (CodecException | IllegalArgumentException e) {
      Class<?> type = CodecException.class;
      String why = "the result cannot be read: " + e.getMessage();
      return ResultRecord.failure(taskId, type.getPackageName(), type.getSimpleName(), why, null);
    }
  }

  private ResultRecord record(byte[] text) {
    Map<String, Object> tree = Trees.map(codec.read(text));
    return new ResultRecord(
        String.valueOf(tree.get("task_id")),
        String.valueOf(tree.get("status")),
        tree.get("result"),
        Trees.text(tree.get("traceback")),
        Trees.list(tree.get("children")),
        Trees.text(tree.get("date_done")),
        Trees.text(tree.get("parent_id")),
        Trees.text(tree.get("group_id")));
  }
}
