package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.RateLimit;
import io.haulm.tasks.SteppedWorker;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits that workers keep together, in a real redis-server and in Haulm, by a clock of ours. */
@ParameterizedClass(name = "over {0}")
@EnumSource(
    value = Broker.class,
    names = {"REDIS", "HAULM"})
@Tag("conformance")
class SharedLimitsTest {

  private record Order(String customer, int number) {}

  private static final Task<Order, Void> SHIP =
      Task.named("java.ship", Order.class, Void.class)
          .queue("ships")
          .concurrencyPerKey(2, Order::customer);
  private static final Task<Integer, Void> POLL =
      Task.named("java.poll", Integer.class, Void.class)
          .queue("polls")
          .rateLimit(RateLimit.perSecond(4).clusterWide());

  private final Broker.Running broker;
  private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
  private final List<TaskClient> clients = new ArrayList<>();
  private final List<Order> shipped = new ArrayList<>();
  private final List<Instant> polled = new ArrayList<>();

  // What happens while an order is being shipped.
  private Runnable meanwhile = () -> {};

  SharedLimitsTest(Broker kind) {
    broker = kind.start();
  }

  @AfterEach
  void end() {
    clients.forEach(TaskClient::close);
    broker.close();
  }

  private TaskClient client() {
    TaskClient client = TaskClient.builder(broker.address()).clock(clock).connect();
    clients.add(client);
    return client;
  }

  private SteppedWorker worker() {
    return TaskWorker.on(client())
        .run(SHIP, this::ship)
        .run(POLL, (number, context) -> polled.add(clock.instant()))
        .stepped();
  }

  private void ship(Order order, TaskContext context) {
    Runnable now = meanwhile;
    meanwhile = () -> {};
    now.run();
    shipped.add(order);
  }

  @Test
  void noMoreRunsOfKeyThanItsPlaces() {
    TaskClient tasks = client();
    for (int number = 1; number <= 4; number++) {
      tasks.enqueue(SHIP, new Order("ann", number));
    }
    tasks.enqueue(SHIP, new Order("bob", 5));
    SteppedWorker one = worker();
    SteppedWorker two = worker();
    SteppedWorker three = worker();
    meanwhile =
        () -> {
          meanwhile =
              () -> {
                while (three.step()) {
                  assertThat(shipped).as("beside two of ann's").allMatch(this::isOfBob);
                }
              };
          two.step();
        };

    one.step();

    assertThat(shipped)
        .containsExactly(new Order("bob", 5), new Order("ann", 2), new Order("ann", 1));
    while (one.step()) {
      assertThat(shipped).isNotEmpty();
    }
    assertThat(shipped.subList(3, 5))
        .containsExactlyInAnyOrder(new Order("ann", 3), new Order("ann", 4));
  }

  private boolean isOfBob(Order order) {
    return order.customer().equals("bob");
  }

  @Test
  void placeOfDeadWorkerIsFreeWithinSeconds() {
    TaskClient tasks = client();
    SteppedWorker dead = worker();
    SteppedWorker alive = worker();
    Task<Order, Void> alone = SHIP.concurrency(1);
    for (int number = 1; number <= 3; number++) {
      tasks.enqueue(alone, new Order("ann", number));
    }
    // The first two hold ann's places and do not come to an end before the clock has moved on.
    meanwhile =
        () -> {
          meanwhile =
              () -> {
                assertThat(alive.step()).as("taken, and put aside").isTrue();
                assertThat(alive.step()).isFalse();
                clock.advance(Duration.ofSeconds(10));
                alive.keepHouse();
                assertThat(alive.step()).as("after the leases").isTrue();
                assertThat(shipped).containsExactly(new Order("ann", 3));
              };
          dead.step();
        };
    worker().step();
    assertThat(shipped).hasSize(3);
  }

  @Test
  void startsOfAllWorkersTogetherKeepTheirDistance() {
    TaskClient tasks = client();
    Instant start = clock.instant();
    IntStream.range(0, 12).forEach(number -> tasks.enqueue(POLL, number));
    List<SteppedWorker> workers = List.of(worker(), worker(), worker());

    for (int quarter = 0; quarter < 12; quarter++) {
      for (SteppedWorker worker : workers) {
        worker.keepHouse();
        while (worker.step()) {
          assertThat(polled.size()).isLessThanOrEqualTo(quarter + 1);
        }
      }
      clock.advance(Duration.ofMillis(250));
    }

    assertThat(polled)
        .isEqualTo(
            IntStream.range(0, 12).mapToObj(quarter -> start.plusMillis(250L * quarter)).toList());
  }
}
