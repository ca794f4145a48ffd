package io.haulm.tasks;

import java.io.IOException;
import java.time.Duration;
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
}
