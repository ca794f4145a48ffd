package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.surftools.BeanstalkClient.Client;
import com.surftools.BeanstalkClient.Job;
import com.surftools.BeanstalkClientImpl.ClientImpl;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a Java program with com.surftools' BeanstalkClient does. */
final class SurftoolsWork {

  private static final long PRIORITY = 10;
  private static final int TTR_SECONDS = 60;

  private final Client queue;

  private SurftoolsWork(Client queue) {
    this.queue = queue;
  }

  /** Performs all steps and gives a line for each. */
  static List<String> run(InetSocketAddress address) {
    Client queue = new ClientImpl(address.getHostString(), address.getPort());
    try {
      var work = new SurftoolsWork(queue);
      return work.steps().entrySet().stream()
          .map(step -> {
            step.getValue().run();
            return "ok " + step.getKey();
          })
          .toList();
    } finally {
      queue.close();
    }
  }

  private Map<String, Runnable> steps() {
    var steps = new LinkedHashMap<String, Runnable>();
    steps.put("puts and works", this::putsAndWorks);
    steps.put("keeps binary bytes", this::keepsBinaryBytes);
    steps.put("retries with a delay", this::retriesWithDelay);
    steps.put("buries first and deletes last", this::buriesFirstAndDeletesLast);
    steps.put("kicks what was buried", this::kicksWhatWasBuried);
    steps.put("peeks", this::peeks);
    steps.put("reads stats", this::readsStats);
    steps.put("serves several tubes", this::servesSeveralTubes);
    steps.put("loses a job when its time is over", this::losesJobWhenTimeIsOver);
    return steps;
  }

  private long put(String body, int delaySeconds) {
    return queue.put(PRIORITY, delaySeconds, TTR_SECONDS, body.getBytes(StandardCharsets.UTF_8));
  }

  private Job reserve() {
    return Objects.requireNonNull(queue.reserve(TTR_SECONDS), "a job");
  }

  private void workOff(String body) {
    Job job = reserve();
    assertThat(job.getData()).asString(StandardCharsets.UTF_8).isEqualTo(body);
    assertThat(queue.delete(job.getJobId())).isTrue();
  }

  private void putsAndWorks() {
    queue.useTube("java-mail");
    long id = put("hello", 0);
    queue.watch("java-mail");
    queue.ignore("default");
    assertThat(reserve().getJobId()).isEqualTo(id);
    assertThat(queue.touch(id)).isTrue();
    assertThat(queue.delete(id)).isTrue();
    assertThat(queue.reserve(0)).isNull();
  }

  private void keepsBinaryBytes() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    queue.put(PRIORITY, 0, TTR_SECONDS, bytes);
    Job job = reserve();
    assertThat(job.getData()).isEqualTo(bytes);
    assertThat(queue.delete(job.getJobId())).isTrue();
  }

  private void retriesWithDelay() {
    long id = put("fails once", 0);
    reserve();
    assertThat(queue.release(id, 5, 1000)).isTrue();
    assertThat(queue.statsJob(id)).containsEntry("state", "delayed");
    assertThat(queue.kick(1)).isEqualTo(1);
    reserve();
    assertThat(queue.release(id, 5, 1)).isTrue();
    assertThat(reserve().getJobId()).isEqualTo(id);
    assertThat(queue.statsJob(id)).containsEntry("releases", "2");
    assertThat(queue.delete(id)).isTrue();
  }

  /** A worker that may die at any point buries the job before it starts. */
  private void buriesFirstAndDeletesLast() {
    long id = put("at most once", 0);
    reserve();
    assertThat(queue.bury(id, 7)).isTrue();
    assertThat(queue.peekBuried().getJobId()).isEqualTo(id);
    assertThat(queue.delete(id)).isTrue();
    assertThat(queue.peekBuried()).isNull();
  }

  private void kicksWhatWasBuried() {
    for (String body : List.of("a", "b")) {
      long id = put(body, 0);
      reserve();
      assertThat(queue.bury(id, 0)).isTrue();
    }
    assertThat(queue.kick(10)).isEqualTo(2);
    workOff("a");
    workOff("b");
  }

  private void peeks() {
    long ready = put("ready", 0);
    long delayed = put("delayed", 1000);
    assertThat(queue.peekReady().getJobId()).isEqualTo(ready);
    assertThat(queue.peekDelayed().getJobId()).isEqualTo(delayed);
    assertThat(queue.peek(delayed).getData()).asString(StandardCharsets.UTF_8).isEqualTo("delayed");
    assertThat(queue.delete(ready)).isTrue();
    assertThat(queue.delete(delayed)).isTrue();
  }

  private void readsStats() {
    long id = put("counted", 0);
    assertThat(queue.statsJob(id)).containsEntry("ttr", Integer.toString(TTR_SECONDS));
    assertThat(queue.statsTube("java-mail")).containsEntry("current-jobs-ready", "1");
    assertThat(queue.stats()).containsKeys("total-jobs", "draining", "platform");
    assertThat(queue.listTubes()).contains("java-mail");
    assertThat(queue.listTubesWatched()).containsExactly("java-mail");
    assertThat(queue.listTubeUsed()).isEqualTo("java-mail");
    assertThat(queue.delete(id)).isTrue();
  }

  private void servesSeveralTubes() {
    queue.useTube("java-slow");
    queue.put(20, 0, TTR_SECONDS, "later".getBytes(StandardCharsets.UTF_8));
    queue.useTube("java-fast");
    queue.put(10, 0, TTR_SECONDS, "first".getBytes(StandardCharsets.UTF_8));
    queue.watch("java-slow");
    queue.watch("java-fast");
    workOff("first");
    workOff("later");
    queue.useTube("java-mail");
  }

  private void losesJobWhenTimeIsOver() {
    long id = queue.put(PRIORITY, 0, 1, "slow work".getBytes(StandardCharsets.UTF_8));
    reserve();
    Polling.untilTrue(
        () -> "the job never became ready", () -> "ready".equals(queue.statsJob(id).get("state")));
    assertThat(queue.statsJob(id)).containsEntry("timeouts", "1");
    assertThat(queue.delete(id)).isTrue();
  }
}
