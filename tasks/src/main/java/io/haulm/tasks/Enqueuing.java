package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Joined;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Sends what is enqueued, and gives the results that it will have. */
final class Enqueuing {

  private final Transport transport;
  private final Codec codec;
  private final FlowCompiler compiler;
  private final Dispatcher dispatcher;
  private final UniqueCalls uniqueCalls;

  Enqueuing(Transport transport, Codec codec, FlowCompiler compiler, Dispatcher dispatcher) {
    this.transport = transport;
    this.codec = codec;
    this.compiler = compiler;
    this.dispatcher = dispatcher;
    this.uniqueCalls = new UniqueCalls(transport.claims(), codec);
  }

  <O> AsyncResult<O> enqueue(Flow<O> flow, Dispatcher.Surroundings around) {
    if (flow instanceof Group<?> group) {
      @SuppressWarnings("unchecked") // a Group<T> is a Flow<List<T>>
      AsyncResult<O> all = (AsyncResult<O>) group(group, around);
      return all;
    }
    Signature signature = compiler.compile(flow);
    String id =
        Joined.of(
            transport,
            () ->
                flow instanceof Call<?, ?> call
                    ? call(call, signature, around)
                    : send(signature, around, List.of(FlowCompiler.lastId(signature)))
                        .thenApply(done -> FlowCompiler.lastId(signature)));
    return new SingleResult<>(id, Outputs.of(flow), transport, codec);
  }

  /** One call for each input; each of them by itself where no two may be the same. */
  <I, O> GroupResult<O> each(Task<I, O> task, Collection<? extends I> inputs) {
    if (task.declared().unique() == null) {
      return group(Canvas.all(task, inputs), Dispatcher.Surroundings.NONE);
    }
    String groupId = UUID.randomUUID().toString();
    List<CompletableFuture<String>> sent = new ArrayList<>(inputs.size());
    for (I input : inputs) {
      Call<I, O> call = task.with(input);
      Dispatcher.Surroundings around =
          Dispatcher.Surroundings.NONE.inGroup(groupId, sent.size(), null);
      sent.add(call(call, compiler.compile(call), around));
    }
    List<AsyncResult<O>> members = new ArrayList<>(sent.size());
    sent.forEach(id -> members.add(result(Joined.of(transport, () -> id), task.output())));
    return new GroupResult<>(groupId, members, transport);
  }

  private <T> GroupResult<T> group(Group<T> group, Dispatcher.Surroundings around) {
    Signature signature = compiler.compile(group);
    List<String> ids = signature.parts().stream().map(FlowCompiler::lastId).toList();
    Joined.of(transport, () -> send(signature, around, ids));
    List<AsyncResult<T>> members = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      members.add(result(ids.get(i), Outputs.of(group.members().get(i))));
    }
    return new GroupResult<>(String.valueOf(signature.taskId()), members, transport);
  }

  private <T> AsyncResult<T> result(String id, TypeRef<T> output) {
    return new SingleResult<>(id, output, transport, codec);
  }

  /**
   * Completes with the id of the task that has the call's result: another's, if that is the same.
   */
  private CompletableFuture<String> call(
      Call<?, ?> call, Signature signature, Dispatcher.Surroundings around) {
    String id = FlowCompiler.lastId(signature);
    Optional<UniqueCalls.Claim> claim = uniqueCalls.claim(call, signature);
    if (claim.isEmpty()) {
      return send(signature, around, List.of(id)).thenApply(done -> id);
    }
    Batch batch = batch(claim.get().signature(), around, List.of(id));
    return transport.sendUnique(batch, claim.get().key(), claim.get().period());
  }

  private CompletableFuture<Void> send(
      Signature signature, Dispatcher.Surroundings around, List<String> wanted) {
    return transport.send(batch(signature, around, wanted));
  }

  private Batch batch(Signature signature, Dispatcher.Surroundings around, List<String> wanted) {
    Batch batch = new Batch(TaskOptions.DEFAULT_RESULT_TTL);
    wanted.forEach(batch::want);
    dispatcher.dispatch(signature, Optional.empty(), around, batch);
    return batch;
  }
}
