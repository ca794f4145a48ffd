package io.haulm.tasks.tube;

import io.haulm.client.NewJob;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Results by mail: a call says which tube its caller reads, the worker puts the result there, and
 * the caller takes it out and keeps it. So a result costs one job, nobody has to ask for it, and
 * nobody but the caller can.
 */
final class TubeResults implements Results, AutoCloseable {

  /** The header that names the caller's tube. */
  static final String REPLY = "haulm_reply";

  private final Server server;
  private final Bodies bodies;
  private final String tube = Tubes.REPLY + UUID.randomUUID();
  private final KnownCalls calls;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Mailbox mailbox;

  TubeResults(Server server, Bodies bodies) {
    this.server = server;
    this.bodies = bodies;
    this.calls = new KnownCalls(body -> record(bodies.read(body)));
  }

  /** The messages of a batch; those whose results are wanted say where they are to go. */
  List<TaskMessage> addressed(Batch batch) {
    if (batch.wanted().isEmpty()) {
      return batch.messages();
    }
    openMailbox();
    Set<String> expected = new HashSet<>();
    List<TaskMessage> all =
        batch.messages().stream()
            .map(message -> addressed(message, batch.wanted(), expected))
            .toList();
    expected.forEach(calls::expect);
    return all;
  }

  private void openMailbox() {
    lock.lock();
    try {
      if (mailbox == null) {
        mailbox = new Mailbox(server, tube, this::arrived);
      }
    } finally {
      lock.unlock();
    }
  }

  private TaskMessage addressed(TaskMessage message, Set<String> wanted, Set<String> expected) {
    Map<String, Object> headers = message.headers();
    if (wanted.contains(message.id()) && !message.ignoreResult()) {
      expected.add(message.id());
      headers = new LinkedHashMap<>(headers);
      headers.put(REPLY, tube);
    }
    TaskMessage.Follow follow = message.follow();
    Signature chord = follow.chord();
    TaskMessage.Follow addressed =
        new TaskMessage.Follow(
            addressed(follow.callbacks(), wanted, expected),
            addressed(follow.errbacks(), wanted, expected),
            addressed(follow.chain(), wanted, expected),
            chord == null ? null : addressed(chord, wanted, expected));
    return message.with(headers, addressed);
  }

  private List<Signature> addressed(
      List<Signature> signatures, Set<String> wanted, Set<String> expected) {
    return signatures.stream().map(one -> addressed(one, wanted, expected)).toList();
  }

  private Signature addressed(Signature signature, Set<String> wanted, Set<String> expected) {
    return signature.changedThroughout(one -> {
      String id = one.taskId();
      boolean ignores = Boolean.TRUE.equals(one.options().get("ignore_result"));
      if (id == null || !wanted.contains(id) || ignores) {
        return one;
      }
      expected.add(id);
      return one.withHeader(REPLY, tube);
    });
  }

  private void arrived(byte[] body) {
    try {
      calls.arrived(record(bodies.read(body)), body);
    } catch (CodecException | IllegalArgumentException e) {
      // Nobody of ours wrote it, so nobody waits for it.
      assert e.getMessage() != null : "a refusal says why";
    }
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public CompletableFuture<Void> store(ResultRecord record, Duration ttl) {
    return Futures.done();
  }

  @Override
  public CompletableFuture<Void> store(
      ResultRecord record, Map<String, Object> headers, Duration ttl) {
    String caller = Trees.text(headers.get(REPLY));
    return caller == null
        ? Futures.done()
        : server.putSurely(caller, NewJob.of(fitting(record, ttl))).thenApply(id -> null);
  }

  // A failure loses its trace before it is lost, and an output that no job can carry is a failure.
  private byte[] fitting(ResultRecord record, Duration ttl) {
    byte[] body = bodies.write(tree(record), ttl);
    if (body.length > server.bodyBytesMax() && record.traceback() != null) {
      body = bodies.write(tree(with(record, record.status(), record.result())), ttl);
    }
    if (body.length <= server.bodyBytesMax()) {
      return body;
    }
    Object error = tooBig("the result", body.length, server.bodyBytesMax());
    return bodies.write(
        tree(with(record, record.isFinal() ? "FAILURE" : record.status(), error)), ttl);
  }

  /** What a task failed with whose output is longer than a job. */
  static Map<String, Object> tooBig(String what, long bytes, long bytesMax) {
    String why =
        what + " is " + bytes + " bytes long, and the server takes jobs of at most " + bytesMax;
    return ResultRecord.error("io.haulm.tasks.tube", "ResultTooBig", List.of(why));
  }

  private static ResultRecord with(ResultRecord record, String status, @Nullable Object result) {
    return new ResultRecord(
        record.taskId(),
        status,
        result,
        null,
        List.of(),
        record.dateDone(),
        record.parentId(),
        record.groupId());
  }

  @Override
  public CompletableFuture<Optional<ResultRecord>> read(String taskId) {
    return CompletableFuture.completedFuture(calls.read(taskId));
  }

  @Override
  public Watch watch(String taskId, Consumer<ResultRecord> listener) {
    return calls.watch(taskId, listener);
  }

  @Override
  public CompletableFuture<Void> forget(String taskId) {
    calls.forget(taskId);
    return Futures.done();
  }

  @Override
  public CompletableFuture<Void> saveGroup(String groupId, List<String> memberIds, Duration ttl) {
    throw new UnsupportedOperationException("results over tubes are the caller's alone to keep");
  }

  private static Map<String, @Nullable Object> tree(ResultRecord record) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("task_id", record.taskId());
    tree.put("status", record.status());
    tree.put("result", record.result());
    tree.put("traceback", record.traceback());
    tree.put("date_done", record.dateDone());
    tree.put("parent_id", record.parentId());
    tree.put("group_id", record.groupId());
    return tree;
  }

  private static ResultRecord record(Map<String, Object> tree) {
    return new ResultRecord(
        String.valueOf(tree.get("task_id")),
        String.valueOf(tree.get("status")),
        tree.get("result"),
        Trees.text(tree.get("traceback")),
        List.of(),
        Trees.text(tree.get("date_done")),
        Trees.text(tree.get("parent_id")),
        Trees.text(tree.get("group_id")));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (mailbox != null) {
        mailbox.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
