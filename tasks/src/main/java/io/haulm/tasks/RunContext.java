package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The context of one run. */
final class RunContext implements TaskContext {

  private final TaskRun run;
  private final TaskMessage message;
  private final TaskClient client;
  private final String worker;
  private final Listeners listeners;
  private final List<String> children = new CopyOnWriteArrayList<>();

  RunContext(TaskRun run, TaskClient client, String worker, Listeners listeners) {
    this.run = run;
    this.message = run.message();
    this.client = client;
    this.worker = worker;
    this.listeners = listeners;
  }

  /** The ids of what the handler has enqueued. */
  List<String> children() {
    return children;
  }

  @Override
  public String id() {
    return message.id();
  }

  @Override
  public String name() {
    return message.task();
  }

  @Override
  public int attempt() {
    return message.retries() + 1;
  }

  @Override
  public Optional<String> key() {
    return Optional.ofNullable(message.headers().get(Headers.KEY)).map(String::valueOf);
  }

  @Override
  public String rootId() {
    return message.lineage().rootId();
  }

  @Override
  public Optional<String> parentId() {
    return Optional.ofNullable(message.lineage().parentId());
  }

  @Override
  public Optional<String> groupId() {
    return Optional.ofNullable(message.lineage().groupId());
  }

  @Override
  public Map<String, Object> headers() {
    return message.headers();
  }

  @Override
  public void handOn(String header, Object value) {
    run.handOn(header, value);
  }

  @Override
  public Optional<Instant> notBefore() {
    return Optional.ofNullable(message.eta());
  }

  @Override
  public String queue() {
    return message.queue();
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public boolean redelivered() {
    return run.delivery().deliveries() > 1;
  }

  @Override
  public boolean cancelled() {
    return run.isCancelled();
  }

  @Override
  public void progress(long done, long total) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("current", done);
    meta.put("total", total);
    state(TaskStatus.PROGRESS, meta);
  }

  @Override
  public void state(String name, @Nullable Object meta) {
    if (ResultRecord.isFinal(name)) {
      throw new IllegalArgumentException("a task that runs has not ended: " + name);
    }
    if (run.isConcluded()) {
      return;
    }
    Object tree = client.codec().toTree(meta);
    try {
      client
          .transport()
          .results()
          .store(
              Records.of(message, name, tree, null, null),
              message.headers(),
              TaskOptions.DEFAULT_RESULT_TTL)
          .join();
    } catch (RuntimeException e) {
      // Who watches a task misses a state; the work itself lacks nothing.
      listeners.problem("storing state " + name + " of task " + id(), Futures.cause(e));
    }
  }

  @Override
  public <T> AsyncResult<T> enqueue(Flow<T> flow) {
    AsyncResult<T> result =
        client.enqueue(flow, Dispatcher.Surroundings.after(rootId(), message.id(), run.handedOn()));
    children.add(result.id());
    return result;
  }

  @Override
  public <T> T replaceWith(Flow<T> flow) {
    throw new Replaced(client.compile(flow));
  }
}
