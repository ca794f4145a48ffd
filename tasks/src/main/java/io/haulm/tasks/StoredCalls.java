package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.ScheduledCalls;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.Trees;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Flows that are stored to be enqueued many times, each time with ids of their own. */
final class StoredCalls implements ScheduledCalls {

  private static final List<String> LINKS = List.of("link", "link_error", "chain");

  private final FlowCompiler compiler;
  private final Dispatcher dispatcher;

  StoredCalls(FlowCompiler compiler, Dispatcher dispatcher) {
    this.compiler = compiler;
    this.dispatcher = dispatcher;
  }

  @Override
  public Signature compile(Flow<?> flow) {
    return changed(compiler.compileOne(flow), StoredCalls::withoutTime);
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
    Signature fresh = changed(stored, one -> renewed(one, ids));
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

  /** Does the same to a signature and to all inside it. */
  private static Signature changed(Signature signature, UnaryOperator<Signature> change) {
    Map<String, Object> options = new LinkedHashMap<>(signature.options());
    LINKS.forEach(name -> options.computeIfPresent(name, (key, all) -> changedAll(all, change)));
    options.computeIfPresent("chord", (key, one) -> changedOne(one, change));
    Map<String, Object> kwargs = new LinkedHashMap<>(signature.kwargs());
    switch (signature.task()) {
      case Signature.CHAIN, Signature.GROUP ->
          kwargs.computeIfPresent("tasks", (key, all) -> changedAll(all, change));
      case Signature.CHORD -> {
        kwargs.computeIfPresent("header", (key, all) -> changedAll(all, change));
        kwargs.computeIfPresent("body", (key, one) -> changedOne(one, change));
      }
      default -> {
        // The arguments of a plain task are its own, whatever they look like.
      }
    }
    return change.apply(with(signature, kwargs, options));
  }

  private static Object changedOne(Object tree, UnaryOperator<Signature> change) {
    return changed(Signature.fromTree(tree), change).toTree();
  }

  private static Object changedAll(Object tree, UnaryOperator<Signature> change) {
    return Signature.trees(
        Signature.listFromTree(tree).stream().map(one -> changed(one, change)).toList());
  }

  /** The last task frees the claim when it ends. */
  private static Signature holding(Signature signature, String claim) {
    return SignatureTasks.changedLast(
        signature, last -> last.withOption("headers", claimHeaders(last, claim)));
  }

  private static Map<String, Object> claimHeaders(Signature signature, String claim) {
    Map<String, Object> headers =
        new LinkedHashMap<>(Trees.map(signature.options().get("headers")));
    headers.put(Headers.CLAIM, claim);
    headers.put(Headers.CLAIM_SCOPE, Unique.Scope.QUEUED_OR_RUNNING.name());
    return headers;
  }

  private static Signature with(
      Signature signature, Map<String, Object> kwargs, Map<String, Object> options) {
    return new Signature(
        signature.task(),
        signature.args(),
        kwargs,
        options,
        signature.subtaskType(),
        signature.immutable());
  }
}
