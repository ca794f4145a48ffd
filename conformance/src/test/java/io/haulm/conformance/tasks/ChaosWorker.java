package io.haulm.conformance.tasks;

import io.haulm.tasks.Task;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker that is a process of its own, to be killed. Its one argument is the address. */
final class ChaosWorker {

  /** A number, and the process that made it: another run gives another output. */
  record Made(long number, long pid) {}

  static final Task<Long, Made> MAKE = task("chaos.make", TypeRef.of(Long.class));

  static final Task<Made, Made> NEXT = task("chaos.next", TypeRef.of(Made.class));

  static final Task<List<Made>, Made> SUM = task("chaos.sum", TypeRef.listOf(Made.class));

  private static final CountDownLatch CALLED_OFF = new CountDownLatch(1);

  private ChaosWorker() {}

  // Whoever is killed often must not be taken for poison.
  private static <I> Task<I, Made> task(String name, TypeRef<I> input) {
    return Task.named(name, input, Made.class).queue("chaos").maxDeliveries(1_000);
  }

  // It takes a while, so that whoever is killed has its hands full.
  private static Made made(long number) throws InterruptedException {
    boolean isCalledOff = CALLED_OFF.await(80, TimeUnit.MILLISECONDS);
    assert !isCalledOff : "nobody counts down";
    return new Made(number, ProcessHandle.current().pid());
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    TaskWorker worker =
        TaskWorker.on(arguments[0])
            .concurrency(32)
            .handle(MAKE, (number, context) -> made(number))
            .handle(NEXT, (before, context) -> made(before.number() + 1))
            .handle(SUM, (all, context) -> made(all.stream().mapToLong(Made::number).sum()))
            .start();
    worker.awaitShutdown();
  }
}
