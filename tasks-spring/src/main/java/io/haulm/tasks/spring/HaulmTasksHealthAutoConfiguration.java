package io.haulm.tasks.spring;

import io.haulm.tasks.TaskClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Tells the program's health: see {@link HaulmTasksHealthIndicator}. */
@AutoConfiguration(after = HaulmTasksAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("haulm-tasks")
public class HaulmTasksHealthAutoConfiguration {

  /** Made by Spring. */
  HaulmTasksHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "haulmTasksHealthIndicator")
  HaulmTasksHealthIndicator haulmTasksHealthIndicator(
      TaskClient client,
      HaulmTasksProperties properties,
      ObjectProvider<TaskWorkerLifecycle> worker) {
    return new HaulmTasksHealthIndicator(client, properties, worker.getIfAvailable());
  }
}
