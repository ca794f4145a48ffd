package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.SteppedWorker;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.celery.CeleryProvider;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a plain Redis the messages of dead workers lie on kombu's shelf, by kombu's rules. */
@Tag("conformance")
class KombuShelfTest {

  private static final Duration NOW = Duration.ZERO;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Task<String, String> ECHO =
      Task.named("java.echo", String.class, String.class).queue("echo");

  private final Broker.Running broker = Broker.REDIS.start();
  private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");
  private final TaskClient tasks = TaskClient.builder(address()).clock(clock).connect();
  private final Transport transport =
      new CeleryProvider().open(URI.create(address()), new JacksonCodec(), clock);
  private final Intake dead =
      transport.intake(new IntakeSettings("dead@here", List.of("echo"), (queue, why) -> {}));
  private final SteppedWorker next =
      TaskWorker.on(tasks)
          .handle(ECHO, (text, context) -> text + " again " + context.redelivered())
          .stepped();

  private String address() {
    return broker.address() + "?visibility_timeout=600";
  }

  @AfterEach
  void end() {
    dead.close();
    transport.close();
    tasks.close();
    broker.close();
  }

  @Test
  void messageOfDeadWorkerComesAgainAfterTheVisibilityTimeout() throws InterruptedException {
    AsyncResult<String> result = tasks.enqueue(ECHO.with("urgent").priority(3));
    assertThat(dead.take(1, NOW)).hasSize(1);

    clock.advance(Duration.ofSeconds(599));
    next.keepHouse();
    assertThat(next.step()).as("before the timeout").isFalse();
    clock.advance(Duration.ofSeconds(61));
    next.keepHouse();
    assertThat(next.step()).as("after it").isTrue();

    assertThat(result.get(SOON)).isEqualTo("urgent again true");
  }

  @Test
  void renewedMessageStaysWithItsWorker() throws InterruptedException {
    tasks.enqueue(ECHO, "long");
    List<Delivery> taken = dead.take(1, NOW);
    for (int minutes = 0; minutes < 30; minutes += 5) {
      clock.advance(Duration.ofMinutes(5));
      dead.renew(taken);
      next.keepHouse();
      assertThat(next.step()).as("after %d minutes", minutes).isFalse();
    }
  }

  @Test
  void messageIsOnTheShelfFromTheMomentItIsTaken() throws InterruptedException {
    Thread taker = Thread.ofVirtual().unstarted(() -> take());
    taker.start();
    tasks.enqueue(ECHO, "waited for");
    taker.join();
    clock.advance(Duration.ofMinutes(11));
    next.keepHouse();
    assertThat(next.step()).isTrue();
  }

  // Its worker dies before it knows what it was given.
  private void take() {
    try {
      dead.take(1, SOON);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
