package io.haulm.tasks.testing;

import io.haulm.tasks.TaskClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns the clock, and stops wherever a task or a schedule waits for its time. */
final class Turning {

  private final TestClock clock;
  private final MemoryTransport transport;
  private final TaskClient client;
  private final Runnable runAll;

  /** Turns this clock; {@code runAll} runs what may run at a time. */
  Turning(TestClock clock, MemoryTransport transport, TaskClient client, Runnable runAll) {
    this.clock = clock;
    this.transport = transport;
    this.client = client;
    this.runAll = runAll;
  }

  void advance(Duration length) {
    if (length.isNegative()) {
      throw new IllegalArgumentException("a clock is not turned back: " + length);
    }
    Instant end = clock.instant().plus(length);
    runAll.run();
    Optional<Instant> stop = nextStop();
    while (stop.isPresent() && !stop.get().isAfter(end)) {
      moveTo(stop.get());
      stop = nextStop();
    }
    moveTo(end);
  }

  /** Goes on until no task waits for a time. */
  void advanceOverHeld() {
    runAll.run();
    Optional<Instant> held = transport.queues().nextHeld();
    while (held.isPresent()) {
      moveTo(held.get());
      held = transport.queues().nextHeld();
    }
  }

  private Optional<Instant> nextStop() {
    return Stream.concat(
            transport.queues().nextHeld().stream(), transport.schedules().nextRun().stream())
        .min(Instant::compareTo);
  }

  private void moveTo(Instant time) {
    if (time.isAfter(clock.instant())) {
      clock.moveTo(time);
    }
    client.schedules().fireDue();
    runAll.run();
  }
}
