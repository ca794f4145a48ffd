package io.haulm.tasks.spring;

import io.haulm.tasks.Codec;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskInterceptor;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.testing.TestClock;
import io.haulm.tasks.testing.TestTasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Tasks in memory, for tests: the client is that of {@link TestTasks}, which has the handlers. */
@Configuration(proxyBeanMethods = false)
@Conditional(TestTasksConfiguration.InTestMode.class)
class TestTasksConfiguration {

  /** The reverse of what {@link HaulmTasksAutoConfiguration.Server} asks for. */
  static final class InTestMode extends NoneNestedConditions {
    InTestMode() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty(
        name = "haulm.tasks.test-mode",
        havingValue = "none",
        matchIfMissing = true)
    static final class ByServer {}
  }

  @Bean(destroyMethod = "close")
  TestTasks haulmTestTasks(
      HaulmTasksProperties properties,
      Codec codec,
      ObjectProvider<TestClock> clock,
      ObjectProvider<TaskInterceptor> around,
      ObjectProvider<TaskListener> listeners) {
    TestTasks.Builder tasks = TestTasks.builder().codec(codec);
    around.orderedStream().forEach(tasks::interceptor);
    listeners.orderedStream().forEach(tasks::listener);
    if (properties.testMode() == HaulmTasksProperties.TestMode.INLINE) {
      return tasks.inline();
    }
    TestClock hands = clock.getIfAvailable();
    return hands == null ? tasks.manual() : tasks.manual(hands);
  }

  @Bean(destroyMethod = "")
  TaskClient haulmTaskClient(TestTasks tasks) {
    return tasks.client();
  }

  // Handlers are beans that may need the client, so they come when all beans are there. Nobody asks
  // for this one, so it must not wait to be asked for.
  @Bean
  @Lazy(false)
  SmartInitializingSingleton haulmTestHandlers(TestTasks tasks, TaskRegistry registry) {
    return () -> {
      registry.handled().forEach(handled -> handle(handled, tasks));
      registry.schedules().forEach(tasks::schedule);
    };
  }

  private static <I, O> void handle(HandledTask<I, O> handled, TestTasks tasks) {
    tasks.handle(handled.task(), handled.handler());
  }
}
