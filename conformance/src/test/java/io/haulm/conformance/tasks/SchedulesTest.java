package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.schedule.Overlap;
import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.ScheduleEntry;
import io.haulm.tasks.schedule.Scheduled;
import io.haulm.tasks.schedule.Schedules;
import io.haulm.tasks.testing.TestClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules in each broker. */
@ParameterizedClass(name = "over {0}")
@EnumSource(Broker.class)
@Tag("conformance")
class SchedulesTest {

  private static final int HOURS = 50;
  private static final Schedule HOURLY = Schedule.every(Duration.ofHours(1));
  private static final Task<String, Void> TICK =
      Task.named("java.tick", String.class, Void.class).queue("ticks");

  private final Broker.Running broker;
  private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
  private final TaskClient one;
  private final TaskClient two;
  private final TaskClient three;
  private final Set<String> ran = ConcurrentHashMap.newKeySet();

  SchedulesTest(Broker kind) {
    broker = kind.start();
    one = TaskClient.builder(broker.address()).clock(clock).connect();
    two = TaskClient.builder(broker.address()).clock(clock).connect();
    three = TaskClient.builder(broker.address()).clock(clock).connect();
  }

  @AfterEach
  void end() {
    one.close();
    two.close();
    three.close();
    broker.close();
  }

  private TaskWorker.Builder worker() {
    return TaskWorker.on(broker.address()).run(TICK, (name, context) -> ran.add(context.id()));
  }

  private static ScheduleEntry entry(TaskClient client, String name) {
    return client.schedules().get(name).orElseThrow();
  }

  @Test
  void threeSchedulersFireOnceAndEachRunArrives() throws Exception {
    one.schedules().put(Scheduled.of("hourly", HOURLY, TICK.with("hourly")));
    ran.clear();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int hour = 0; hour < HOURS; hour++) {
        clock.advance(Duration.ofHours(1));
        CyclicBarrier together = new CyclicBarrier(3);
        Future<Integer> first = threads.submit(() -> fire(one.schedules(), together));
        Future<Integer> second = threads.submit(() -> fire(two.schedules(), together));
        Future<Integer> third = threads.submit(() -> fire(three.schedules(), together));
        assertThat(first.get() + second.get() + third.get()).as("hour %d", hour).isEqualTo(1);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(entry(two, "hourly").runs()).isEqualTo(HOURS);
    assertThat(one.schedules().remove("hourly")).isTrue();
    try (TaskWorker worker = worker().start()) {
      Polling.untilTrue(() -> worker.name() + " ran " + ran.size(), () -> ran.size() == HOURS);
    }
  }

  private static int fire(Schedules schedules, CyclicBarrier together) throws Exception {
    together.await();
    return schedules.fireDue();
  }

  @Test
  void workerFreesTheWayForTheNextRun() {
    one.schedules().put(Scheduled.of("alone", HOURLY, TICK.with("alone")).overlap(Overlap.SKIP));
    clock.advance(Duration.ofHours(1));
    assertThat(one.schedules().fireDue()).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    assertThat(one.schedules().fireDue()).isZero();
    String id = String.valueOf(entry(one, "alone").lastTaskId());
    try (TaskWorker worker = worker().start()) {
      Polling.untilTrue(() -> worker.name() + " ran " + ran, () -> ran.contains(id));
    }
    clock.advance(Duration.ofHours(1));
    assertThat(one.schedules().fireDue()).isEqualTo(1);
    assertThat(one.schedules().remove("alone")).isTrue();
  }

  @Test
  void workerKeepsTheScheduleItNames() {
    try (TaskWorker worker =
        worker()
            .schedule("secondly", Schedule.every(Duration.ofSeconds(1)), TICK.with("secondly"))
            .start()) {
      Polling.untilTrue(
          () -> worker.name() + " ran " + ran,
          () ->
              entry(one, "secondly").runs() >= 2
                  && ran.contains(String.valueOf(entry(one, "secondly").lastTaskId())));
    }
    assertThat(one.schedules().remove("secondly")).isTrue();
  }
}
