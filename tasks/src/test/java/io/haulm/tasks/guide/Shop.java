package io.haulm.tasks.guide;

import io.haulm.tasks.Canvas;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import java.time.Duration;
import java.util.List;

public final class Shop {
  record Charge(String orderId, long cents) {}

  static final Task<Charge, Long> CHARGE =
      Task.named("shop.charge", Charge.class, Long.class).queue("shop");
  static final Task<List<Long>, Long> TOTAL =
      Task.named("shop.total", TypeRef.listOf(Long.class), Long.class).queue("shop");

  public static void main(String[] arguments) {
    try (TaskClient tasks = TaskClient.connect("redis://localhost:6379/0")) {
      System.out.println("charged " + total(tasks));
    }
  }

  static long total(TaskClient tasks) {
    List<Charge> charges = List.of(new Charge("o-1", 4200), new Charge("o-2", 800));
    try (TaskWorker worker =
        TaskWorker.on(tasks)
            .handle(CHARGE, (charge, context) -> charge.cents())
            .handle(TOTAL, (cents, context) -> cents.stream().mapToLong(one -> one).sum())
            .start()) {
      System.out.println(worker.name() + " takes from " + worker.queues());
      return tasks.enqueue(Canvas.all(CHARGE, charges).collect(TOTAL)).get(Duration.ofMinutes(1));
    }
  }
}
