package io.haulm.tasks.observe;

import io.haulm.tasks.OutgoingCall;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskControlException;
import io.haulm.tasks.TaskInterceptor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces tasks by OpenTelemetry: a span of kind {@code PRODUCER} where a call is sent, and one of
 * kind {@code CONSUMER}, its child, for each attempt of its handler. What follows from a task (what
 * it enqueues, the next step of its chain, the body of its chord) is a child of its attempt.
 *
 * <p>The trace context travels in the message's headers as the program's propagators write it,
 * {@code traceparent} and {@code tracestate} by default, where Python's {@code
 * opentelemetry-instrumentation-celery} puts and looks for it too. So a trace goes through programs
 * in both languages.
 */
public final class TaskTracing implements TaskInterceptor {

  private static final String SCOPE = "io.haulm.tasks";

  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("messaging.operation.type");
  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> MESSAGE_ID =
      AttributeKey.stringKey("messaging.message.id");
  private static final AttributeKey<String> TASK = AttributeKey.stringKey("haulm.task.name");
  private static final AttributeKey<String> ROOT = AttributeKey.stringKey("haulm.task.root_id");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("haulm.task.attempt");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("haulm.task.outcome");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  /** Traces by the tracer and the propagators of this. */
  public TaskTracing(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer(SCOPE);
    this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
  }

  @Override
  public void beforeSend(OutgoingCall call) {
    Span span =
        described(tracer.spanBuilder("send " + call.task()), "send", call.task(), call.queue())
            .setSpanKind(SpanKind.PRODUCER)
            .setParent(parent(call.headers()))
            .setAttribute(MESSAGE_ID, call.id())
            .setAttribute(ROOT, call.rootId())
            .startSpan();
    propagator.inject(Context.current().with(span), call.headers(), HeaderMap.WRITER);
    span.end();
  }

  // What follows a task may be sent where nothing of its span is left but the headers that it
  // handed on: on another thread, or for a chord by the last of its members. Inside of its own
  // trace the current span knows better.
  private Context parent(Map<String, Object> headers) {
    Context handedOn = propagator.extract(Context.root(), headers, HeaderMap.READER);
    SpanContext given = Span.fromContext(handedOn).getSpanContext();
    SpanContext current = Span.current().getSpanContext();
    boolean isOutside = !current.getTraceId().equals(given.getTraceId());
    return given.isValid() && isOutside ? handedOn : Context.current();
  }

  @Override
  public @Nullable Object around(TaskContext task, Invocation next) throws Exception {
    Context sent = propagator.extract(Context.current(), task.headers(), HeaderMap.READER);
    Span span =
        described(tracer.spanBuilder("run " + task.name()), "process", task.name(), task.queue())
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(sent)
            .setAttribute(MESSAGE_ID, task.id())
            .setAttribute(ROOT, task.rootId())
            .setAttribute(ATTEMPT, (long) task.attempt())
            .startSpan();
    Context running = sent.with(span);
    handOn(running, task);
    try (Scope scope = running.makeCurrent()) {
      assert scope != null : "an attempt is current while its handler runs";
      Object output = next.proceed();
      span.setAttribute(OUTCOME, Outcomes.SUCCESS);
      return output;
    } catch (Throwable failure) {
      describeEnd(span, failure);
      throw failure;
    } finally {
      span.end();
    }
  }

  private void handOn(Context running, TaskContext task) {
    Map<String, Object> headers = new LinkedHashMap<>();
    propagator.inject(running, headers, HeaderMap.WRITER);
    headers.forEach(task::handOn);
  }

  private static SpanBuilder described(
      SpanBuilder span, String operation, String task, String queue) {
    return span.setAttribute(SYSTEM, "celery")
        .setAttribute(OPERATION, operation)
        .setAttribute(DESTINATION, queue)
        .setAttribute(TASK, task);
  }

  // A handler that steers its own task has not failed.
  private static void describeEnd(Span span, Throwable failure) {
    if (failure instanceof TaskControlException why) {
      span.setAttribute(OUTCOME, Outcomes.of(why));
      return;
    }
    span.setAttribute(OUTCOME, Outcomes.FAILURE);
    span.setAttribute(ERROR, failure.getClass().getName());
    span.recordException(failure);
    span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
  }
}
