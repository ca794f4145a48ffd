package io.haulm.tasks;

import static java.lang.System.Logger.Level.WARNING;

/** Logs what went wrong. */
final class LoggingListener implements TaskListener {

  static final System.Logger LOG = System.getLogger("io.haulm.tasks");

  @Override
  public void failed(TaskContext task, Throwable cause) {
    LOG.log(WARNING, "task " + task.name() + " " + task.id() + " failed", cause);
  }

  @Override
  public void deadLettered(String queue, String reason) {
    LOG.log(WARNING, "a message of queue " + queue + " is among the dead letters: " + reason);
  }

  @Override
  public void problem(String what, Throwable cause) {
    LOG.log(WARNING, what, cause);
  }
}
