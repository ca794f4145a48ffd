package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.ScheduledCalls;
import io.haulm.tasks.spi.Signature;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Flows that are stored to be enqueued many times, each time with ids of their own. */
final class StoredCalls implements ScheduledCalls {

  private final FlowCompiler compiler;
  private final Dispatcher dispatcher;

  StoredCalls(FlowCompiler compiler, Dispatcher dispatcher) {
    this.compiler = compiler;
    this.dispatcher = dispatcher;
  }

  @Override
  public Signature compile(Flow<?> flow) {
    return compiler.compileOne(flow).changedThroughout(StoredCalls::withoutTime);
  }

  private static Signature withoutTime(Signature task) {
    if (task.options().containsKey("eta")) {
      throw new IllegalArgumentException("a scheduled call has no time of its own: " + task.task());
    }
    return task;
  }

  @Override
  public Batch batch() {
    return new Batch(TaskOptions.DEFAULT_RESULT_TTL);
  }

  @Override
  public String add(Signature stored, String claim, Batch batch) {
    Map<String, String> ids = new HashMap<>();
    Signature fresh = stored.changedThroughout(one -> renewed(one, ids));
    Signature claiming = claim.isEmpty() ? fresh : holding(fresh, claim);
    dispatcher.dispatch(claiming, Optional.empty(), Dispatcher.Surroundings.NONE, batch);
    return FlowCompiler.lastId(claiming);
  }

  private static Signature renewed(Signature signature, Map<String, String> ids) {
    String old = signature.taskId();
    return old == null
        ? signature
        : signature.withOption(
            "task_id", ids.computeIfAbsent(old, id -> UUID.randomUUID().toString()));
  }

  /** The last task frees the claim when it ends. */
  private static Signature holding(Signature signature, String claim) {
    return SignatureTasks.changedLast(
        signature,
        last ->
            last.withHeader(Headers.CLAIM, claim)
                .withHeader(Headers.CLAIM_SCOPE, Unique.Scope.QUEUED_OR_RUNNING.name()));
  }
}
