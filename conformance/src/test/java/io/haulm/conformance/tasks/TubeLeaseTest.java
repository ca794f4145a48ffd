package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Polling;
import io.haulm.conformance.ServerProcess;
import io.haulm.conformance.TubeServer;
import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A worker that hangs without a word, over Haulm alone. beanstalkd 1.12 misses the end of such a
 * lease now and then: when its timer fires in the very microsecond in which the lease ends, it
 * finds the lease not over yet, and does not set the timer again before that connection is heard
 * of.
 */
@Tag("conformance")
@Timeout(120)
class TubeLeaseTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pattern HOLDS = Pattern.compile("holds x");

  @Test
  void taskOfWorkerThatHangsRunsElsewhereAfterTheLease() {
    try (TubeServer.Running server = TubeServer.HAULM.start()) {
      String address = "tube://" + server.address() + "?lease=2";
      try (TaskClient tasks = TaskClient.connect(address);
          ServerProcess hanging = DoomedWorker.start(address)) {
        AsyncResult<String> result = tasks.enqueue(DoomedWorker.ENDLESS, "x");
        hanging.awaitLine(HOLDS, Polling.PATIENCE);
        hanging.signal("STOP"); // its connections stay, but nobody renews the lease
        try (TaskWorker next =
            TaskWorker.on(address)
                .handle(DoomedWorker.ENDLESS, (text, context) -> text + context.redelivered())
                .start()) {
          assertThat(result.get(SOON)).as(next.name()).isEqualTo("xtrue");
        }
      }
    }
  }
}
