package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.Scheduled;
import io.haulm.tasks.schedule.Schedules;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.ScheduleStore;
import io.haulm.tasks.spi.Transport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A store where others write nonsense, and where others are always faster. */
class ScheduleStoreTroubleTest {

  private static final Task<String, Void> TICK = Task.named("tick", String.class, Void.class);

  private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
  private final MemoryTransport transport =
      new MemoryTransport(new JacksonCodec(), clock, () -> {});

  private Schedules over(Transport used) {
    return TaskClient.over(used, new JacksonCodec(), clock).schedules();
  }

  private static Scheduled hourly(String name) {
    return Scheduled.of(name, Schedule.every(Duration.ofHours(1)), TICK.with("x"));
  }

  @Test
  void scheduleThatCannotBeReadDoesNotStopTheOthers() {
    ScheduleStore.Change nonsense =
        new ScheduleStore.Change("broken", null, "{}", clock.instant(), null);
    assertThat(transport.schedules().change(nonsense, new Batch(Duration.ofDays(1))))
        .isCompletedWithValue(true);
    Schedules schedules = over(transport);
    schedules.put(hourly("good"));
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(schedules::fireDue)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken");
    assertThat(schedules.get("good").orElseThrow().runs()).isEqualTo(1);
  }

  @Test
  void changeThatOthersAlwaysForestallIsGivenUp() {
    Contended store = new Contended();
    Schedules schedules = over(keeping(store));
    assertThatThrownBy(() -> schedules.put(hourly("never")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.tries).isEqualTo(Schedules.TRIES_MAX);
  }

  private Transport keeping(ScheduleStore store) {
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(),
            new Class<?>[] {Transport.class},
            (proxy, method, arguments) ->
                method.getName().equals("schedules") ? store : method.invoke(transport, arguments));
  }

  /** Empty, and never as it was when it was read. */
  private static final class Contended implements ScheduleStore {
    private int tries;

    @Override
    public CompletableFuture<Boolean> change(Change change, Batch batch) {
      tries++;
      return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletableFuture<Optional<String>> read(String name) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletableFuture<Map<String, String>> readAll() {
      return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public CompletableFuture<List<String>> due(Instant now, int max) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Optional<String>> running(String name) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
  }
}
