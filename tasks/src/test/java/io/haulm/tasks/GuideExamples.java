package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.observe.TaskMdc;
import io.haulm.tasks.observe.TaskMetrics;
import io.haulm.tasks.observe.TaskTracing;
import io.haulm.tasks.schedule.Cron;
import io.haulm.tasks.schedule.MissedRuns;
import io.haulm.tasks.schedule.Overlap;
import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.ScheduleEntry;
import io.haulm.tasks.schedule.Scheduled;
import io.haulm.tasks.schedule.Schedules;
import io.haulm.tasks.testing.TestClock;
import io.haulm.tasks.testing.TestTasks;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The examples of docs/TASKS.md, word for word; {@link GuideTest} holds the two together. */
final class GuideExamples {

  private GuideExamples() {}

  record Charge(String orderId, long cents) {}

  record Receipt(String id, long cents) {}

  static final Task<Charge, Receipt> CHARGE =
      Task.named("orders.charge", Charge.class, Receipt.class)
          .queue("payments")
          .timeout(Duration.ofSeconds(30))
          .retry(
              Retry.exponential(Duration.ofSeconds(2), Duration.ofMinutes(5))
                  .maxAttempts(8)
                  .on(IOException.class));

  static TaskWorker worker(String address) {
    return TaskWorker.on(address)
        .concurrency(500)
        .grace(Duration.ofSeconds(25))
        .handle(CHARGE, (charge, context) -> new Receipt("r-" + charge.orderId(), charge.cents()))
        .handle(TOTAL, (receipts, context) -> receipts.stream().mapToLong(Receipt::cents).sum())
        .run(ALERT, (error, context) -> System.err.println("failed: " + error))
        .start();
  }

  static Receipt call(TaskClient tasks) {
    AsyncResult<Receipt> result = tasks.enqueue(CHARGE, new Charge("o-1", 4200));
    return result.get(Duration.ofSeconds(10));
  }

  static String later(TaskClient tasks) {
    AsyncResult<Receipt> result =
        tasks.enqueue(
            CHARGE
                .with(new Charge("o-2", 100))
                .in(Duration.ofMinutes(10))
                .priority(3)
                .key("order-2")
                .onError(ALERT));
    Outcome<Receipt> outcome = result.outcome(Duration.ofMinutes(15));
    if (outcome instanceof Outcome.Success<Receipt> success) {
      return success.value().id();
    }
    return outcome.toString();
  }

  static final Task<List<Receipt>, Long> TOTAL =
      Task.named("orders.total", TypeRef.listOf(Receipt.class), Long.class).queue("payments");

  static final Task<TaskError, Void> ALERT =
      Task.named("orders.alert", TaskError.class, Void.class).queue("payments");

  static long chord(TaskClient tasks, List<Charge> charges) {
    return tasks.enqueue(Canvas.all(CHARGE, charges).collect(TOTAL)).get(Duration.ofMinutes(1));
  }

  static TaskWorker withSchedules(String address, Charge fee) {
    return TaskWorker.on(address)
        .handle(CHARGE, (charge, context) -> new Receipt("r-" + charge.orderId(), charge.cents()))
        .schedule("nightly", Cron.of("30 2 * * *", ZoneId.of("Europe/Prague")), CHARGE.with(fee))
        .schedule(
            Scheduled.of("hourly", Schedule.every(Duration.ofHours(1)), CHARGE.with(fee))
                .missed(MissedRuns.all(24))
                .overlap(Overlap.SKIP))
        .start();
  }

  static void look(TaskClient tasks) {
    Schedules schedules = tasks.schedules();
    for (ScheduleEntry entry : schedules.list()) {
      System.out.println(entry.name() + " " + entry.schedule().text() + " " + entry.next());
    }
    schedules.pause("nightly");
    schedules.runNow("nightly");
    schedules.resume("nightly");
    schedules.remove("hourly");
  }

  static void byHand() {
    try (TestTasks tasks = TestTasks.manual(TestClock.at("2026-01-01T00:00:00Z"))) {
      tasks.handle(CHARGE, (charge, context) -> new Receipt("r-1", charge.cents()));
      AsyncResult<Receipt> result =
          tasks.client().enqueue(CHARGE.with(new Charge("o-1", 42)).in(Duration.ofMinutes(5)));

      tasks.assertEnqueued(CHARGE, charge -> charge.cents() > 0);
      tasks.runAll(); // nothing runs: it is not time yet
      tasks.advance(Duration.ofMinutes(5)); // delayed calls, retries and schedules

      Receipt receipt = result.get(Duration.ofSeconds(1));
      assertThat(receipt.cents()).isEqualTo(42);
    }
  }

  static void inline() {
    try (TestTasks tasks = TestTasks.inline()) {
      tasks
          .handle(CHARGE, (charge, context) -> new Receipt("r-1", charge.cents()))
          .handle(TOTAL, (receipts, context) -> receipts.stream().mapToLong(Receipt::cents).sum());
      long total = chord(tasks.client(), List.of(new Charge("o-1", 40), new Charge("o-2", 2)));
      assertThat(total).isEqualTo(42);
    }
  }

  static TaskWorker overTubes() {
    return TaskWorker.on("tube://localhost:11300")
        .handle(CHARGE, (charge, context) -> new Receipt("r-" + charge.orderId(), charge.cents()))
        .start();
  }

  static TaskWorker observed(String address, MeterRegistry registry, OpenTelemetry telemetry) {
    TaskMetrics metrics = new TaskMetrics(registry);
    TaskClient tasks =
        TaskClient.builder(address)
            .interceptor(new TaskTracing(telemetry))
            .interceptor(new TaskMdc())
            .interceptor(metrics)
            .connect();
    return TaskWorker.on(tasks)
        .listener(metrics)
        .listener(TaskListener.logging())
        .handle(CHARGE, (charge, context) -> new Receipt("r-" + charge.orderId(), charge.cents()))
        .start();
  }

  static final Task<Charge, Receipt> LIMITED =
      CHARGE.rateLimit(RateLimit.perSecond(20).clusterWide()).concurrencyPerKey(2, Charge::orderId);

  static List<List<Receipt>> inFewMessages(TaskClient tasks, List<Charge> charges) {
    return tasks.enqueue(Canvas.chunks(CHARGE, charges, 100)).get(Duration.ofMinutes(1));
  }

  static long divide(List<Charge> charges, TaskContext context) {
    if (charges.size() > 1000) {
      return context.replaceWith(Canvas.all(CHARGE, charges).collect(TOTAL));
    }
    return charges.stream().mapToLong(Charge::cents).sum();
  }
}
