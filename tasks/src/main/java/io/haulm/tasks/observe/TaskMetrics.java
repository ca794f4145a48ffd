package io.haulm.tasks.observe;

import io.haulm.tasks.OutgoingCall;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskControlException;
import io.haulm.tasks.TaskInterceptor;
import io.haulm.tasks.TaskListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times tasks by Micrometer. Add it to a client as interceptor and to its worker as
 * listener:
 *
 * <pre>{@code
 * TaskMetrics metrics = new TaskMetrics(registry);
 * TaskClient tasks = TaskClient.builder(address).interceptor(metrics).connect();
 * TaskWorker.on(tasks).listener(metrics).listener(TaskListener.logging())
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><td>{@code haulm.tasks.calls}</td><td>calls sent, by task and queue</td></tr>
 * <tr><td>{@code haulm.tasks.wait}</td><td>time from when a call could have started (it was sent,
 *     or its delay was over) to when it started, by task and queue; only of calls that were sent
 *     by programs with these metrics, and by the clocks of both machines</td></tr>
 * <tr><td>{@code haulm.tasks.run}</td><td>time that handlers ran, by task and queue</td></tr>
 * <tr><td>{@code haulm.tasks.active}</td><td>handlers that run now, by task</td></tr>
 * <tr><td>{@code haulm.tasks.ended}</td><td>attempts that ended, by task and outcome: {@code
 *     success}, {@code failure}, {@code retry}, {@code reject}, {@code skip}, {@code replaced},
 *     {@code revoked}</td></tr>
 * <tr><td>{@code haulm.tasks.dead.letters}</td><td>messages put among the dead letters of a
 *     queue</td></tr>
 * <tr><td>{@code haulm.tasks.problems}</td><td>problems of the worker itself</td></tr>
 * </table>
 */
public final class TaskMetrics implements TaskInterceptor, TaskListener {

  /** When a call was sent, in milliseconds since 1970: a header of its message. */
  static final String SENT_AT = "haulm_sent_at";

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, AtomicInteger> active = new ConcurrentHashMap<>();

  /** Metrics by the clock of this machine. */
  public TaskMetrics(MeterRegistry registry) {
    this(registry, Clock.systemUTC());
  }

  /** Metrics whose waits go by this clock; it should be the client's. */
  public TaskMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void beforeSend(OutgoingCall call) {
    call.headers().put(SENT_AT, clock.millis());
    registry.counter("haulm.tasks.calls", "task", call.task(), "queue", call.queue()).increment();
  }

  @Override
  public @Nullable Object around(TaskContext context, Invocation next) throws Exception {
    measureWait(context);
    AtomicInteger running = active.computeIfAbsent(context.name(), this::activeGauge);
    Timer.Sample sample = Timer.start(registry);
    running.incrementAndGet();
    try {
      return next.proceed();
    } finally {
      running.decrementAndGet();
      sample.stop(timer("haulm.tasks.run", context));
    }
  }

  private void measureWait(TaskContext context) {
    if (context.headers().get(SENT_AT) instanceof Number sentMillis) {
      Instant sent = Instant.ofEpochMilli(sentMillis.longValue());
      Instant since = context.notBefore().filter(sent::isBefore).orElse(sent);
      Duration wait = Duration.between(since, clock.instant());
      timer("haulm.tasks.wait", context).record(wait.isNegative() ? Duration.ZERO : wait);
    }
  }

  private Timer timer(String name, TaskContext context) {
    return registry.timer(name, "task", context.name(), "queue", context.queue());
  }

  private AtomicInteger activeGauge(String task) {
    AtomicInteger running = new AtomicInteger();
    Gauge.builder("haulm.tasks.active", running, AtomicInteger::get)
        .tag("task", task)
        .register(registry);
    return running;
  }

  @Override
  public void succeeded(TaskContext task, Duration took) {
    ended(task.name(), Outcomes.SUCCESS);
  }

  @Override
  public void retried(TaskContext task, Throwable cause, Duration wait) {
    ended(task.name(), Outcomes.RETRY);
  }

  @Override
  public void failed(TaskContext task, Throwable cause) {
    ended(task.name(), Outcomes.FAILURE);
  }

  @Override
  public void dropped(TaskContext task, TaskControlException why) {
    ended(task.name(), Outcomes.of(why));
  }

  @Override
  public void replaced(TaskContext task) {
    ended(task.name(), Outcomes.REPLACED);
  }

  @Override
  public void revoked(String taskId, String name, String reason) {
    ended(name, Outcomes.REVOKED);
  }

  private void ended(String task, String outcome) {
    registry.counter("haulm.tasks.ended", "task", task, "outcome", outcome).increment();
  }

  @Override
  public void deadLettered(String queue, String reason) {
    registry.counter("haulm.tasks.dead.letters", "queue", queue).increment();
  }

  @Override
  public void problem(String what, Throwable cause) {
    registry.counter("haulm.tasks.problems").increment();
  }
}
