package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Outcome;
import io.haulm.tasks.RateLimit;
import io.haulm.tasks.SteppedWorker;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits that workers keep together, in memory, by a clock turned by hand. */
class SharedLimitsTest {

  private record Order(String customer, int number) {}

  private static final Task<Order, Void> SHIP =
      Task.named("ship", Order.class, Void.class).concurrencyPerKey(1, Order::customer);
  private static final Task<Integer, Void> POLL =
      Task.named("poll", Integer.class, Void.class).rateLimit(RateLimit.perSecond(2).clusterWide());

  private final TestTasks tasks = TestTasks.manual();
  private final List<Order> shipped = new ArrayList<>();
  private final List<Instant> polled = new ArrayList<>();

  private SteppedWorker another() {
    return TaskWorker.on(tasks.client())
        .name("another")
        .run(SHIP, (order, context) -> shipped.add(order))
        .run(POLL, (number, context) -> polled.add(tasks.clock().instant()))
        .stepped();
  }

  @Test
  void secondRunOfKeyWaitsForTheFirst() {
    List<Order> whileOneRan = new ArrayList<>();
    SteppedWorker other = another();
    tasks.run(
        SHIP,
        (order, context) -> {
          while (other.step()) {
            whileOneRan.addAll(shipped);
          }
          shipped.add(order);
        });
    tasks.enqueue(SHIP, new Order("ann", 1));
    tasks.enqueue(SHIP, new Order("ann", 2));
    tasks.enqueue(SHIP, new Order("bob", 3));

    tasks.runNext();

    assertThat(whileOneRan).containsOnly(new Order("bob", 3));
    assertThat(shipped).containsExactly(new Order("bob", 3), new Order("ann", 1));
    assertThat(other.step()).isTrue();
    assertThat(shipped.get(2)).isEqualTo(new Order("ann", 2));
  }

  @Test
  void placeOfDeadWorkerIsFreeWhenItsLeaseHasEnded() {
    SteppedWorker other = another();
    tasks.run(
        SHIP,
        (order, context) -> {
          // This run stands still as if its worker had died: its lease is not renewed.
          tasks.enqueue(SHIP, new Order(order.customer(), 2));
          other.step();
          tasks.clock().advance(Duration.ofSeconds(9));
          other.keepHouse();
          assertThat(other.step()).as("before the lease has ended").isFalse();
          tasks.clock().advance(Duration.ofSeconds(1));
          other.keepHouse();
          assertThat(other.step()).as("after").isTrue();
        });
    tasks.enqueue(SHIP, new Order("ann", 1));
    tasks.runNext();
    assertThat(shipped).containsExactly(new Order("ann", 2));
  }

  @Test
  void placeIsNotKeptForCallsThatNeverStart() {
    SteppedWorker other = another();
    tasks.run(
        SHIP,
        (order, context) -> {
          shipped.add(order);
          if (order.number() == 1) {
            // These wait for the place of this run.
            tasks.enqueue(SHIP.with(new Order("ann", 3)).expires(Duration.ofSeconds(1)));
            tasks.enqueue(SHIP, new Order("ann", 4));
            while (other.step()) {}
            tasks.clock().advance(Duration.ofSeconds(2));
          }
        });
    tasks.enqueue(SHIP, new Order("ann", 1));
    tasks.runAll();
    assertThat(shipped).containsExactly(new Order("ann", 1), new Order("ann", 4));
  }

  @Test
  void callWhoseKeyCannotBeToldFailsAndHurtsNobody() {
    Task<Integer, Void> odd =
        Task.named("odd", Integer.class, Void.class)
            .concurrencyPerKey(
                1,
                number -> {
                  if (number == 1) {
                    throw new AssertionError("no key for " + number);
                  }
                  return "all";
                });
    List<Integer> run = new ArrayList<>();
    tasks.run(odd, (number, context) -> run.add(number));
    AsyncResult<Void> failed = tasks.enqueue(odd, 1);
    tasks.enqueue(odd, 2);
    tasks.runAll();
    assertThat(failed.outcome(Duration.ofSeconds(10))).isInstanceOf(Outcome.Failure.class);
    assertThat(run).containsExactly(2);
  }

  @Test
  void startsOfAllWorkersTogetherKeepTheirDistance() {
    SteppedWorker other = another();
    tasks.run(POLL, (number, context) -> polled.add(tasks.clock().instant()));
    Instant start = tasks.clock().instant();
    IntStream.range(0, 10).forEach(number -> tasks.enqueue(POLL, number));

    for (int half = 0; half < 10; half++) {
      while (other.step() || tasks.runNext()) {
        assertThat(polled.size()).as("after %d half seconds", half).isLessThanOrEqualTo(half + 1);
      }
      tasks.clock().advance(Duration.ofMillis(500));
    }

    List<Instant> wanted =
        IntStream.range(0, 10).mapToObj(half -> start.plusMillis(500L * half)).toList();
    assertThat(polled).isEqualTo(wanted);
  }

  @Test
  void limitOfOneWorkerLetsThoseThatWaitComeOneByOne() {
    Task<Integer, Void> slow =
        Task.named("slow", Integer.class, Void.class).rateLimit(RateLimit.perSecond(1));
    int[] taken = {0};
    tasks.run(slow, (number, context) -> polled.add(tasks.clock().instant()));
    IntStream.range(0, 100).forEach(number -> tasks.enqueue(slow, number));
    for (int second = 0; second < 100; second++) {
      while (tasks.runNext()) {
        taken[0]++;
      }
      tasks.clock().advance(Duration.ofSeconds(1));
    }
    assertThat(polled).hasSize(100);
    assertThat(taken[0]).as("messages taken in all").isLessThan(3 * 100);
  }
}
