package io.haulm.tasks.spring;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Programs of Spring Boot with nothing but tasks. */
final class Programs {

  private Programs() {}

  /** With the server that its properties name. */
  static ApplicationContextRunner overServer() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                HaulmTasksAutoConfiguration.class,
                HaulmTasksHealthAutoConfiguration.class,
                HaulmTasksMetricsAutoConfiguration.class,
                HaulmTasksTracingAutoConfiguration.class));
  }

  /** In memory; tasks run when the test says so. */
  static ApplicationContextRunner inMemory() {
    return overServer().withPropertyValues("haulm.tasks.test-mode=manual");
  }
}
