package io.haulm.tasks.spring;

import io.haulm.tasks.TaskWorker;

/** A bean that sets up the worker further than properties do. */
@FunctionalInterface
public interface TaskWorkerCustomizer {

  /** Changes what will be started, after all else was set. */
  void customize(TaskWorker.Builder worker);
}
