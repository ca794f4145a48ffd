package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in the server may be anything. Nothing of it stops what is good. */
@ParameterizedClass(name = "over {0}")
@EnumSource(
    value = Broker.class,
    names = {"REDIS", "HAULM"})
@Tag("conformance")
class GarbageInServerTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Task<String, String> ECHO =
      Task.named("java.echo", String.class, String.class).queue("echo");

  private final Broker.Running broker;
  private final TaskClient tasks;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  GarbageInServerTest(Broker kind) {
    broker = kind.start();
    tasks = TaskClient.connect(broker.address() + "?lease=30");
  }

  @AfterEach
  void end() {
    tasks.close();
    broker.close();
  }

  private TaskWorker worker() {
    return TaskWorker.on(tasks)
        .handle(ECHO, (text, context) -> text)
        .listener(
            new TaskListener() {
              @Override
              public void deadLettered(String queue, String reason) {
                refused.add(queue);
              }

              @Override
              public void problem(String what, Throwable cause) {
                problems.add(what + ": " + cause);
              }
            })
        .start();
  }

  @Test
  void unreadableEntriesOfTheShelfGoToTheDeadLettersAndTheOthersComeBack() {
    broker.ask("ZADD", "haulm.leased_index", "1000", "bad", "1001", "worse", "1002", "typed");
    broker.ask("HSET", "haulm.leased", "bad", "[hello, \"\", \"q\"]", "worse", "[1]");
    broker.ask("SET", "wrong", "no list");
    broker.ask("HSET", "haulm.leased", "typed", "[{}, \"\", \"wrong\"]");
    try (TaskWorker worker = worker()) {
      Polling.untilTrue(() -> "refused: " + refused, () -> refused.size() == 3);
      assertThat(refused).as(worker.name()).containsExactlyInAnyOrder("q", "haulm.lost", "wrong");
      assertThat(tasks.enqueue(ECHO.with("later").in(Duration.ofMillis(1))).get(SOON))
          .isEqualTo("later");
    }
    assertThat(broker.ask("LINDEX", "q.dead", "0")).contains("hello");
    assertThat(broker.ask("LINDEX", "haulm.lost.dead", "0")).contains("[1]");
    assertThat(broker.ask("LINDEX", "wrong.dead", "0")).contains("{");
    assertThat(broker.ask("HLEN", "haulm.leased")).contains("0");
    assertThat(problems).isEmpty();
  }

  @Test
  void unreadableHeldEntriesDoNotHoldUpTheOthers() {
    broker.ask("SET", "wrong", "no list");
    broker.ask("ZADD", "haulm.held", "1", "names no queue", "2", "wrong\nmessage");
    try (TaskWorker worker = worker()) {
      assertThat(tasks.enqueue(ECHO.with("later").in(Duration.ofMillis(1))).get(SOON))
          .as(worker.name())
          .isEqualTo("later");
    }
    assertThat(broker.ask("LLEN", "haulm.lost.dead")).contains("2");
    assertThat(problems).isEmpty();
  }
}
