package io.haulm.tasks;

import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of Celery's own, which any worker must know because compositions use them. Map and starmap
 * run the handler of another task many times inside one message.
 */
final class BuiltInTasks {

  private final Handlers handlers;
  private final TaskClient client;

  private BuiltInTasks(Handlers handlers, TaskClient client) {
    this.handlers = handlers;
    this.client = client;
  }

  /** The raw arguments of a call. */
  record Raw(List<Object> args, Map<String, Object> kwargs) {}

  static void addTo(Handlers handlers, TaskClient client) {
    BuiltInTasks tasks = new BuiltInTasks(handlers, client);
    handlers.addRaw(FlowCompiler.ACCUMULATE, (raw, context) -> accumulate(raw));
    for (Mapping mapping : List.of(Mapping.MAP, Mapping.STARMAP)) {
      handlers.addRaw(mapping.name(), (raw, context) -> tasks.map(raw, context, mapping.isStar()));
    }
    handlers.addRaw(Mapping.CHUNKS, (raw, context) -> tasks.chunks(raw, context));
    // Results end by their time to live here, so there is nothing to clean up.
    handlers.addRaw("celery.backend_cleanup", (raw, context) -> List.of());
  }

  private static Object accumulate(Raw raw) {
    return raw.kwargs().get("index") instanceof Number index
        ? raw.args().get(index.intValue())
        : raw.args();
  }

  private List<Object> map(Raw raw, TaskContext context, boolean isStar) throws Exception {
    return mapped(
        Signature.fromTree(raw.kwargs().get(Mapping.TASK)),
        Trees.list(raw.kwargs().get(Mapping.INPUTS)),
        context,
        isStar);
  }

  private List<Object> mapped(
      Signature signature, List<Object> inputs, TaskContext context, boolean isStar)
      throws Exception {
    Handlers.Registered<?, ?> registered = handlers.find(signature.task());
    if (registered == null) {
      throw new IllegalArgumentException("no handler for task " + signature.task());
    }
    List<@Nullable Object> outputs = new ArrayList<>(inputs.size());
    for (Object input : inputs) {
      List<Object> args =
          new ArrayList<>(isStar ? Trees.list(input) : Collections.singletonList(input));
      args.addAll(signature.args());
      outputs.add(client.codec().toTree(called(registered, args, signature.kwargs(), context)));
    }
    return Trees.list(outputs);
  }

  private List<Object> chunks(Raw raw, TaskContext context) throws Exception {
    Signature signature = Signature.fromTree(raw.kwargs().get(Mapping.TASK));
    List<Object> all = Trees.list(raw.kwargs().get(Mapping.INPUTS));
    int size = raw.kwargs().get("n") instanceof Number n ? n.intValue() : 1;
    List<Object> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      List<Object> chunk = all.subList(from, Math.min(all.size(), from + size));
      chunks.add(mapped(signature, chunk, context, true));
    }
    return chunks;
  }

  private <I, O> @Nullable Object called(
      Handlers.Registered<I, O> registered,
      List<Object> args,
      Map<String, Object> kwargs,
      TaskContext context)
      throws Exception {
    return registered.call(client.inputs().read(registered.task(), args, kwargs), context);
  }

  /** The raw arguments of a message. */
  static Raw raw(TaskMessage message) {
    return new Raw(message.args(), message.kwargs());
  }
}
