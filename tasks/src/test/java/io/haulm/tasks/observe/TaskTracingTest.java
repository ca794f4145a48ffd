package io.haulm.tasks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.Canvas;
import io.haulm.tasks.Skip;
import io.haulm.tasks.testing.TestTasks;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskTracingTest {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetry openTelemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final TestTasks tasks =
      TestTasks.builder().interceptor(new TaskTracing(openTelemetry)).manual();

  @AfterEach
  void end() {
    tasks.close();
  }

  @Test
  void handlersSpanIsTheChildOfTheCallersSpan() {
    tasks.handle(Steps.DOUBLE, (number, context) -> 2 * number);
    Span request = openTelemetry.getTracer("test").spanBuilder("request").startSpan();
    String id;
    try (Scope scope = request.makeCurrent()) {
      assertThat(scope).isNotNull();
      id = tasks.enqueue(Steps.DOUBLE, 1L).id();
    }
    request.end();

    tasks.runAll();

    SpanData send = span("send steps.double");
    SpanData run = span("run steps.double");
    assertThat(send.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
    assertThat(run.getParentSpanId()).isEqualTo(send.getSpanId());
    assertThat(run.getTraceId()).isEqualTo(request.getSpanContext().getTraceId());
    assertThat(List.of(send.getKind(), run.getKind()))
        .containsExactly(SpanKind.PRODUCER, SpanKind.CONSUMER);
    assertThat(run.getAttributes().get(AttributeKey.stringKey("messaging.message.id")))
        .isEqualTo(id);
    assertThat(run.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
        .isEqualTo("numbers");
    assertThat(outcome(run)).isEqualTo("success");
  }

  @Test
  void contextTravelsAsPythonWritesIt() {
    Map<String, Object> headers = new HashMap<>();
    tasks.handle(
        Steps.DOUBLE,
        (number, context) -> {
          headers.putAll(context.headers());
          return 2 * number;
        });
    tasks.enqueue(Steps.DOUBLE, 1L);

    tasks.runAll();

    SpanData send = span("send steps.double");
    assertThat(String.valueOf(headers.get("traceparent")))
        .startsWith("00-" + send.getTraceId() + "-" + send.getSpanId() + "-");
  }

  @Test
  void nextStepIsTheChildOfTheStepBefore() {
    tasks.handle(Steps.DOUBLE, (number, context) -> 2 * number);
    tasks.enqueue(Steps.DOUBLE.with(1L).then(Steps.DOUBLE));

    tasks.runAll();

    List<SpanData> sends = spans("send steps.double");
    List<SpanData> runs = spans("run steps.double");
    assertThat(sends.get(1).getParentSpanId()).isEqualTo(runs.get(0).getSpanId());
    assertThat(runs.get(1).getParentSpanId()).isEqualTo(sends.get(1).getSpanId());
  }

  @Test
  void bodyOfChordIsTheChildOfItsLastMember() {
    tasks
        .handle(Steps.DOUBLE, (number, context) -> 2 * number)
        .handle(Steps.SUM, (numbers, context) -> numbers.stream().mapToLong(Long::longValue).sum());
    tasks.enqueue(Canvas.all(Steps.DOUBLE, List.of(1L, 2L)).collect(Steps.SUM));

    tasks.runAll();

    assertThat(span("send steps.sum").getParentSpanId())
        .isEqualTo(spans("run steps.double").get(1).getSpanId());
  }

  @Test
  void whatHandlerEnqueuesIsItsChild() {
    tasks
        .handle(Steps.DOUBLE, (number, context) -> 2 * number)
        .handle(
            Steps.SUM,
            (numbers, context) -> {
              context.enqueue(Steps.DOUBLE.with(1L));
              return 0L;
            });
    tasks.enqueue(Steps.SUM, List.of());

    tasks.runAll();

    assertThat(span("send steps.double").getParentSpanId())
        .isEqualTo(span("run steps.sum").getSpanId());
  }

  @Test
  void eachAttemptHasSpanOfItsOwn() {
    tasks.handle(
        Steps.FETCH,
        (page, context) -> {
          if (context.attempt() < 3) {
            throw new IOException("no answer");
          }
          return page;
        });
    tasks.enqueue(Steps.FETCH, "a");

    tasks.advance(Duration.ofMinutes(1));

    String call = span("send steps.fetch").getSpanId();
    assertThat(spans("run steps.fetch"))
        .hasSize(3)
        .allSatisfy(run -> assertThat(run.getParentSpanId()).isEqualTo(call));
    assertThat(spans("run steps.fetch"))
        .extracting(run -> run.getStatus().getStatusCode())
        .containsExactly(StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET);
    assertThat(spans("run steps.fetch").get(0).getEvents()).hasSize(1);
  }

  @Test
  void whatStandsInTheTasksPlaceIsItsChild() {
    tasks
        .handle(Steps.DOUBLE, (number, context) -> 2 * number)
        .handle(
            Steps.SUM,
            (numbers, context) -> context.replaceWith(Steps.DOUBLE.with(1L).then(Steps.DOUBLE)));
    tasks.enqueue(Steps.SUM, List.of());

    tasks.runAll();

    SpanData run = span("run steps.sum");
    assertThat(outcome(run)).isEqualTo("replaced");
    assertThat(spans("send steps.double").get(0).getParentSpanId()).isEqualTo(run.getSpanId());
    assertThat(spans("send steps.double").get(1).getParentSpanId())
        .isEqualTo(spans("run steps.double").get(0).getSpanId());
  }

  @Test
  void skippedTaskHasNotFailed() {
    tasks.handle(
        Steps.FETCH,
        (page, context) -> {
          throw new Skip("not wanted");
        });
    tasks.enqueue(Steps.FETCH, "a");

    tasks.runAll();

    SpanData run = span("run steps.fetch");
    assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(outcome(run)).isEqualTo("skip");
  }

  private static String outcome(SpanData span) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey("haulm.task.outcome")));
  }

  private SpanData span(String name) {
    assertThat(spans(name)).hasSize(1);
    return spans(name).get(0);
  }

  /** Those of a name, in the order in which they ended. */
  private List<SpanData> spans(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .toList();
  }
}
