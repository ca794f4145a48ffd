package io.haulm.tasks;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** All listeners as one; what one throws keeps nobody else from hearing. */
final class Listeners implements TaskListener {

  private final List<TaskListener> all;

  private Listeners(List<TaskListener> all) {
    this.all = all;
  }

  /** These, or one that logs problems when there are none. */
  static Listeners of(List<TaskListener> listeners) {
    return new Listeners(
        listeners.isEmpty() ? List.of(new LoggingListener()) : List.copyOf(listeners));
  }

  @Override
  public void started(TaskContext task) {
    each(one -> one.started(task));
  }

  @Override
  public void succeeded(TaskContext task, Duration took) {
    each(one -> one.succeeded(task, took));
  }

  @Override
  public void retried(TaskContext task, Throwable cause, Duration wait) {
    each(one -> one.retried(task, cause, wait));
  }

  @Override
  public void failed(TaskContext task, Throwable cause) {
    each(one -> one.failed(task, cause));
  }

  @Override
  public void dropped(TaskContext task, TaskControlException why) {
    each(one -> one.dropped(task, why));
  }

  @Override
  public void replaced(TaskContext task) {
    each(one -> one.replaced(task));
  }

  @Override
  public void revoked(String taskId, String name, String reason) {
    each(one -> one.revoked(taskId, name, reason));
  }

  @Override
  public void deadLettered(String queue, String reason) {
    each(one -> one.deadLettered(queue, reason));
  }

  @Override
  public void problem(String what, Throwable cause) {
    each(one -> one.problem(what, cause));
  }

  private void each(Consumer<TaskListener> tell) {
    for (TaskListener one : all) {
      try {
        tell.accept(one);
      } catch (RuntimeException | Error e) {
        LoggingListener.LOG.log(System.Logger.Level.WARNING, "a task listener failed", e);
      }
    }
  }
}
