package io.haulm.tasks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The handlers of a worker, by name of task. Filled before it starts, only read after. */
final class Handlers {

  /** A task with its handler. */
  record Registered<I, O>(Task<I, O> task, TaskHandler<? super I, ? extends O> handler) {

    @Nullable Object call(I input, TaskContext context) throws Exception {
      return handler.handle(input, context);
    }
  }

  private final Map<String, Registered<?, ?>> byName = new LinkedHashMap<>();
  private boolean allTrackStarted;

  <I, O> void add(Task<I, O> task, TaskHandler<? super I, ? extends O> handler) {
    if (byName.put(task.name(), new Registered<>(task, handler)) != null) {
      throw new IllegalStateException("two handlers for task " + task.name());
    }
  }

  /** Adds a handler that wants the arguments as they came. */
  void addRaw(String name, TaskHandler<BuiltInTasks.Raw, Object> handler) {
    byName.putIfAbsent(
        name, new Registered<>(Task.named(name, BuiltInTasks.Raw.class, Object.class), handler));
  }

  @Nullable Registered<?, ?> find(String name) {
    return byName.get(name);
  }

  /** Stores the state {@code STARTED} of all tasks, whatever they say. */
  void trackStarted() {
    allTrackStarted = true;
  }

  /** Whether the state {@code STARTED} of this task is stored. */
  boolean tracksStarted(TaskOptions declared) {
    return allTrackStarted || declared.tracksStarted();
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  Stream<TaskOptions> declared() {
    return byName.values().stream().map(one -> one.task().declared());
  }

  Set<String> queues() {
    Set<String> queues = new LinkedHashSet<>();
    byName.values().forEach(one -> queues.add(one.task().declared().queue()));
    return queues;
  }

  List<String> names() {
    return List.copyOf(new TreeSet<>(byName.keySet()));
  }
}
