package io.haulm.tasks.spring;

import io.haulm.tasks.observe.TaskTracing;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Traces tasks where the program has OpenTelemetry. Outermost, so that the log has the trace. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration")
@ConditionalOnClass(OpenTelemetry.class)
@ConditionalOnBean(OpenTelemetry.class)
public class HaulmTasksTracingAutoConfiguration {

  /** Made by Spring. */
  HaulmTasksTracingAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  @Order(Ordered.HIGHEST_PRECEDENCE + 10)
  TaskTracing haulmTaskTracing(OpenTelemetry openTelemetry) {
    return new TaskTracing(openTelemetry);
  }
}
