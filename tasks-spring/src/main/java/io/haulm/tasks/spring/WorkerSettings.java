package io.haulm.tasks.spring;

import io.haulm.tasks.TaskWorker;
import java.util.List;

/** Puts the worker's properties into its builder, and names the property that does not fit. */
final class WorkerSettings {

  private WorkerSettings() {}

  static void apply(HaulmTasksProperties.Worker from, TaskWorker.Builder to) {
    String name = from.name();
    if (name != null) {
      set("name", name, () -> to.name(name));
    }
    List<String> queues = from.queues();
    set("queues", queues, () -> to.queues(queues.toArray(String[]::new)));
    Integer concurrency = from.concurrency();
    if (concurrency != null) {
      set("concurrency", concurrency, () -> to.concurrency(concurrency));
    }
    to.grace(from.grace());
    if (from.events()) {
      to.events();
    }
    if (from.trackStarted()) {
      to.trackStarted();
    }
  }

  private static void set(String name, Object value, Runnable setting) {
    try {
      setting.run();
    } catch (IllegalArgumentException e) {
      throw Problems.badSetting("worker." + name, value, e);
    }
  }
}
