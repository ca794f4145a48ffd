package io.haulm.tasks.spring;

import io.haulm.tasks.BrokerException;
import io.haulm.tasks.Codec;
import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskInterceptor;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.observe.TaskMdc;
import io.haulm.tasks.schedule.Schedules;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes the beans of tasks: a client, the schedules, and the worker for what the program handles.
 * Beans of type {@link TaskInterceptor} and {@link TaskListener} are asked and told; a bean of type
 * {@link Codec} or {@link TaskClient} stands in for ours.
 */
@AutoConfiguration
@EnableConfigurationProperties(HaulmTasksProperties.class)
@Import({HaulmTasksAutoConfiguration.Server.class, TestTasksConfiguration.class})
public class HaulmTasksAutoConfiguration {

  /** Made by Spring. */
  HaulmTasksAutoConfiguration() {}

  @Bean
  static TaskMethods haulmTaskMethods() {
    return new TaskMethods();
  }

  @Bean
  TaskRegistry haulmTaskRegistry(
      ListableBeanFactory beans, TaskMethods methods, HaulmTasksProperties properties) {
    return new TaskRegistry(beans, methods, properties);
  }

  // Not by the program's own mapper: see docs/decisions/tasks-in-spring.md.
  @Bean
  @ConditionalOnMissingBean
  Codec haulmTaskCodec() {
    return new JacksonCodec();
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE - 10)
  TaskMdc haulmTaskMdc() {
    return new TaskMdc();
  }

  // Lazy, because not every transport keeps schedules, and it says so when it is asked.
  @Bean
  @Lazy
  @ConditionalOnMissingBean
  Schedules haulmSchedules(TaskClient client) {
    return client.schedules();
  }

  /** Tasks by a server. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(
      name = "haulm.tasks.test-mode",
      havingValue = "none",
      matchIfMissing = true)
  static class Server {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    TaskClient haulmTaskClient(
        HaulmTasksProperties properties, Codec codec, ObjectProvider<TaskInterceptor> around) {
      String broker = properties.broker();
      try {
        TaskClient.Builder client = TaskClient.builder(broker).codec(codec);
        properties.routes().forEach((pattern, queue) -> route(pattern, queue, client));
        around.orderedStream().forEach(client::interceptor);
        return client.connect();
      } catch (IllegalArgumentException e) {
        throw Problems.badAddress(broker, e);
      } catch (BrokerException e) {
        throw Problems.unreachable(broker, e);
      }
    }

    private static void route(String pattern, String queue, TaskClient.Builder client) {
      try {
        client.route(pattern, queue);
      } catch (IllegalArgumentException e) {
        throw Problems.badSetting("routes." + pattern, queue, e);
      }
    }

    @Bean
    TaskWorkerLifecycle haulmTaskWorker(
        TaskClient client,
        TaskRegistry registry,
        HaulmTasksProperties properties,
        ObjectProvider<TaskListener> listeners,
        ObjectProvider<TaskWorkerCustomizer> customizers) {
      return new TaskWorkerLifecycle(
          client,
          registry,
          properties,
          listeners.orderedStream().toList(),
          customizers.orderedStream().toList());
    }
  }
}
