package io.haulm.conformance.tasks;

import io.haulm.tasks.Canvas;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A worker in Java that knows all the sums. */
final class JavaSums {

  private JavaSums() {}

  static TaskWorker.Builder on(String address) {
    TaskClient client = TaskClient.builder(address).route("py.*", "py").connect();
    return TaskWorker.on(client)
        .name("sums")
        .concurrency(16)
        .handle(Sums.ADD, (pair, context) -> pair.x() + pair.y())
        .handle(Sums.DOUBLE, (number, context) -> 2 * number)
        .handle(Sums.SUM, (numbers, context) -> numbers.stream().mapToLong(n -> n).sum())
        .handle(
            Sums.SUM_OF_LISTS,
            (lists, context) -> lists.stream().flatMap(List::stream).mapToLong(n -> n).sum())
        .handle(
            Sums.SPREAD,
            (number, context) ->
                context.replaceWith(
                    Canvas.all(Sums.DOUBLE, List.of(number, number)).collect(Sums.SUM)))
        .handle(Sums.FAIL, (text, context) -> fail(text))
        .handle(Sums.WAIT, (text, context) -> await(text))
        .handle(
            Sums.FLAKY,
            (text, context) ->
                context.attempt() < 3 ? fail("not yet") : text + " after " + context.attempt());
  }

  private static String await(String text) throws InterruptedException {
    new CountDownLatch(1).await();
    return text;
  }

  private static String fail(String text) {
    throw new IllegalStateException(text);
  }
}
