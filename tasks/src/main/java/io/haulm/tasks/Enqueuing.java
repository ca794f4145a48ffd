package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends what flows become, and hands out their results. */
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

  /** Enqueues a flow; returns when the server has it. */
  <O> AsyncResult<O> enqueue(Flow<O> flow, Dispatcher.Surroundings around) {
    if (flow instanceof Group<?> group) {
      @SuppressWarnings("unchecked") // a Group<T> is a Flow<List<T>>
      AsyncResult<O> all = (AsyncResult<O>) enqueueGroup(group, around);
      return all;
    }
    Signature signature = compiler.compile(flow);
    TypeRef<O> output = Outputs.of(flow);
    if (flow instanceof Call<?, ?> call) {
      UniqueCalls.Claimed claimed = uniqueCalls.claim(call, signature);
      if (!claimed.isOurs()) {
        return result(claimed.holder(), output);
      }
      signature = claimed.signature();
    }
    String id = FlowCompiler.lastId(signature);
    send(signature, around, List.of(id));
    return result(id, output);
  }

  /** The same for a group. */
  <T> GroupResult<T> enqueueGroup(Group<T> group, Dispatcher.Surroundings around) {
    Signature signature = compiler.compile(group);
    List<String> ids = signature.parts().stream().map(FlowCompiler::lastId).toList();
    send(signature, around, ids);
    List<AsyncResult<T>> members = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      TypeRef<T> output = Outputs.of(group.members().get(i));
      members.add(result(ids.get(i), output));
    }
    return new GroupResult<>(String.valueOf(signature.taskId()), members, transport.results());
  }

  private <O> AsyncResult<O> result(String id, TypeRef<O> output) {
    return new SingleResult<>(id, output, transport.results(), codec);
  }

  private void send(Signature signature, Dispatcher.Surroundings around, List<String> wanted) {
    Batch batch = new Batch(TaskOptions.DEFAULT_RESULT_TTL);
    wanted.forEach(batch::want);
    dispatcher.dispatch(signature, Optional.empty(), around, batch);
    transport.send(batch).join();
  }
}
