package io.haulm.tasks.spring;

import io.haulm.tasks.TaskClient;
import io.haulm.tasks.testing.TestTasks;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A real worker, with its threads, over a server in memory. */
final class MemoryServer {

  private MemoryServer() {}

  static ApplicationContextRunner program() {
    return Programs.overServer().withBean(TaskClient.class, () -> TestTasks.manual().client());
  }
}
