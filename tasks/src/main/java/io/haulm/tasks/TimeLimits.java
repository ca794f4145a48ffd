package io.haulm.tasks;

import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How long tasks may run: as remote control says, else as the call says, else as the task says. */
final class TimeLimits {

  private final Map<String, TaskMessage.Limits> overrides = new ConcurrentHashMap<>();

  /** From now on runs of a task that start have these limits; none takes all limits away. */
  void override(String task, TaskMessage.Limits limits) {
    overrides.put(task, limits);
  }

  TaskMessage.Limits of(TaskMessage message, TaskOptions declared) {
    TaskMessage.Limits ordered = overrides.get(message.task());
    return ordered != null
        ? ordered
        : new TaskMessage.Limits(
            or(message.limits().hard(), declared.hardLimit()),
            or(message.limits().soft(), declared.softLimit()));
  }

  private static @Nullable Duration or(@Nullable Duration first, @Nullable Duration second) {
    return first != null ? first : second;
  }
}
