package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.client.Backoff;
import io.haulm.client.Connection;
import io.haulm.client.ConnectionException;
import io.haulm.client.ConnectionOptions;
import io.haulm.client.ConnectionPool;
import io.haulm.client.DeadlineSoonException;
import io.haulm.client.DrainingException;
import io.haulm.client.Job;
import io.haulm.client.JobState;
import io.haulm.client.JobTooBigException;
import io.haulm.client.NewJob;
import io.haulm.client.NotFoundException;
import io.haulm.client.NotIgnoredException;
import io.haulm.client.Worker;
import io.haulm.conformance.FlagServer.Program;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Java client does the same with the real beanstalkd and with Haulm. */
@Tag("conformance")
@Timeout(120)
class HaulmClientTest {
  private static final int BODY_BYTES_MAX = 1000;
  private static final Duration AT_ONCE = Duration.ZERO;

  @TempDir private Path folder;

  private static FlagServer start(Program program) {
    return program.start("-z", Integer.toString(BODY_BYTES_MAX));
  }

  private static FlagServer startAgain(Program program, InetSocketAddress address) {
    String port = Integer.toString(address.getPort());
    return program.start(
        address, "-l", "127.0.0.1", "-p", port, "-z", Integer.toString(BODY_BYTES_MAX));
  }

  private static String address(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  private static Connection connect(FlagServer server) {
    return Connection.open(address((InetSocketAddress) server.address()));
  }

  @ParameterizedTest
  @EnumSource
  void jobGoesThroughAllItsStates(Program program) {
    try (var server = start(program);
        var connection = connect(server)) {
      connection.watch("mail");
      long id = connection.put("mail", NewJob.of("hello").priority(7).delay(Duration.ofHours(1)));
      assertThat(state(connection, id)).contains(JobState.DELAYED);
      assertThat(connection.peekDelayed().map(Job::text)).contains("hello");

      connection.kickJob(id);
      assertThat(state(connection, id)).contains(JobState.READY);
      assertThat(connection.peekReady().map(Job::id)).contains(id);

      assertThat(connection.reserve().text()).isEqualTo("hello");
      assertThat(state(connection, id)).contains(JobState.RESERVED);
      connection.touch(id);

      connection.bury(id, 8);
      assertThat(connection.statsJob(id).orElseThrow().priority()).isEqualTo(8);
      assertThat(connection.peekBuried().map(Job::id)).contains(id);
      assertThat(connection.kick(10)).isEqualTo(1);

      assertThat(connection.reserveJob(id)).isPresent();
      connection.release(id, 9, AT_ONCE);
      assertThat(connection.reserve(AT_ONCE)).isPresent();
      connection.delete(id);
      assertThat(connection.peek(id)).isEmpty();
      assertThat(connection.reserve(AT_ONCE)).isEmpty();
    }
  }

  private static void end(Worker worker) throws InterruptedException {
    worker.stop();
    assertThat(worker.awaitEnd(Polling.PATIENCE)).isTrue();
  }

  private static Optional<JobState> state(Connection connection, long id) {
    return connection.statsJob(id).map(stats -> stats.state());
  }

  @ParameterizedTest
  @EnumSource
  void tubesAreUsedWatchedPausedAndCounted(Program program) {
    try (var server = start(program);
        var connection = connect(server)) {
      assertThat(connection.use("mail")).isEqualTo("mail");
      assertThat(connection.listTubeUsed()).isEqualTo("mail");
      assertThat(connection.watch("mail")).isEqualTo(2);
      assertThat(connection.ignore("default")).isEqualTo(1);
      assertThat(connection.listTubesWatched()).containsExactly("mail");
      assertThat(connection.listTubes()).containsExactlyInAnyOrder("default", "mail");

      connection.put(NewJob.of("x"));
      assertThat(connection.statsTube("mail").orElseThrow().ready()).isEqualTo(1);
      assertThat(connection.statsTube("mail").orElseThrow().name()).isEqualTo("mail");
      connection.pauseTube("mail", Duration.ofHours(1));
      assertThat(connection.reserve(AT_ONCE)).isEmpty();
      connection.pauseTube("mail", AT_ONCE);
      assertThat(connection.reserve(Duration.ofSeconds(20))).isPresent();
      assertThat(connection.stats().number("current-jobs-reserved")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusalsAreTyped(Program program) {
    try (var server = start(program);
        var connection = connect(server)) {
      assertThatThrownBy(() -> connection.put(NewJob.of(new byte[BODY_BYTES_MAX + 1])))
          .isInstanceOf(JobTooBigException.class);
      assertThat(connection.put(NewJob.of(new byte[BODY_BYTES_MAX]))).isPositive();
      assertThatThrownBy(() -> connection.delete(999)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> connection.touch(999)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> connection.bury(999, 0)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> connection.kickJob(999)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> connection.release(999, 0, AT_ONCE))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> connection.pauseTube("none", AT_ONCE))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> connection.ignore("default"))
          .isInstanceOf(NotIgnoredException.class);
      assertThat(connection.statsTube("none")).isEmpty();
      assertThat(connection.statsJob(999)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void jobWhoseTimeEndsSoonIsAnnounced(Program program) {
    try (var server = start(program)) {
      // The protocol announces the end one second before it: a pause may be longer than that.
      boolean isAnnounced =
          Stream.of("a", "b", "c", "d", "e").anyMatch(tube -> isAnnounced(server, tube));
      assertThat(isAnnounced).isTrue();
    }
  }

  /** False when the time was over before we came; all else that is wrong fails at once. */
  private static boolean isAnnounced(FlagServer server, String tube) {
    try (var connection = connect(server)) {
      connection.watch(tube);
      connection.ignore("default");
      long id = connection.put(tube, NewJob.of("x").ttr(Duration.ofSeconds(1)));
      assertThat(connection.reserve().id()).isEqualTo(id);
      try {
        Optional<Job> afterItsTime = connection.reserve(Duration.ofSeconds(20));
        assertThat(afterItsTime.map(Job::id)).contains(id);
        return false;
      } catch (DeadlineSoonException e) {
        return isTouched(connection, id);
      }
    }
  }

  private static boolean isTouched(Connection connection, long id) {
    try {
      connection.touch(id);
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void serverThatIsDrainedTakesNoJobs(Program program) {
    try (var server = start(program);
        var connection = connect(server)) {
      program.awaitReady(server);
      server.process().signal("USR1");
      Polling.untilTrue(
          () -> "it does not drain", () -> connection.stats().text("draining").equals("true"));

      assertThatThrownBy(() -> connection.put(NewJob.of("x")))
          .isInstanceOf(DrainingException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pipelineKeepsItsOrder(Program program) throws Exception {
    int jobs = 20_000;
    try (var server = start(program);
        var connection = connect(server)) {
      List<CompletableFuture<Long>> puts = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        puts.add(connection.async().put(NewJob.of(Integer.toString(i))));
      }
      List<Long> ids = new ArrayList<>();
      for (CompletableFuture<Long> put : puts) {
        ids.add(put.get(60, TimeUnit.SECONDS));
      }
      assertThat(ids).isEqualTo(LongStream.rangeClosed(1, jobs).boxed().toList());

      List<CompletableFuture<Job>> reserves = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        reserves.add(connection.async().reserve());
      }
      for (int i = 0; i < jobs; i++) {
        Job job = reserves.get(i).get(60, TimeUnit.SECONDS);
        assertThat(job.text()).isEqualTo(Integer.toString(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void restartOfTheServerIsSurvivedWithTheSameTubes(Program program) {
    FlagServer first = start(program);
    var address = (InetSocketAddress) first.address();
    var options = ConnectionOptions.to(address(address)).reconnectPatience(Duration.ofSeconds(60));
    try (var connection = Connection.open(options)) {
      connection.use("mail");
      connection.watch("mail");
      connection.ignore("default");
      CompletableFuture<Job> waiting = connection.async().reserve();
      Polling.untilTrue(
          () -> "nobody waits", () -> new Observer(first).stat("current-waiting") == 1);
      first.close();
      assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ConnectionException.class);

      try (var second = startAgain(program, address)) {
        assertThat(second.process().isAlive()).isTrue();
        assertThat(connection.listTubeUsed()).isEqualTo("mail");
        assertThat(connection.listTubesWatched()).containsExactly("mail");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionThatHeldJobGivesItBackToTheTube(Program program) {
    try (var server = start(program);
        var pool =
            ConnectionPool.of(
                ConnectionOptions.to(address((InetSocketAddress) server.address())), 2)) {
      long id = pool.with(connection -> connection.put(NewJob.of("x")));
      pool.with(Connection::reserve);

      Job again = pool.with(connection -> connection.reserve());
      assertThat(again.id()).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void socketInTheFileSystemIsReached(Program program) {
    Path socket = folder.resolve("queue.sock");
    try (var server = program.startAt(socket, "-l", "unix:" + socket);
        var connection = Connection.open("unix:" + socket)) {
      assertThat(server.process().isAlive()).isTrue();
      assertThat(connection.put(NewJob.of("x"))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void workerDoesEveryJobOnce(Program program) throws Exception {
    int jobs = 2_000;
    Set<Long> done = ConcurrentHashMap.newKeySet();
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(jobs);
    try (var server = start(program);
        var producer = connect(server);
        var worker =
            Worker.on("mail")
                .server(address((InetSocketAddress) server.address()))
                .concurrency(64)
                .start(job -> {
                  runs.incrementAndGet();
                  if (done.add(job.id())) {
                    all.countDown();
                  }
                })) {
      for (int i = 0; i < jobs; i++) {
        producer.async().put("mail", NewJob.of("x")).join();
      }
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
      end(worker);
      assertThat(runs).hasValue(jobs);
      assertThat(producer.statsTube("mail").map(stats -> stats.ready() + stats.reserved()))
          .contains(0L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void jobIsHeldByWorkerForLongerThanItsTime(Program program) throws Exception {
    CountDownLatch finish = new CountDownLatch(1);
    CountDownLatch ran = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    try (var server = start(program);
        var producer = connect(server);
        var worker =
            Worker.on("mail")
                .server(address((InetSocketAddress) server.address()))
                .concurrency(2)
                .start(job -> {
                  runs.incrementAndGet();
                  finish.await();
                  ran.countDown();
                })) {
      long id = producer.put("mail", NewJob.of("x").ttr(Duration.ofSeconds(10)));
      // Longer than the time to run: without touches the other hand would have the job by now.
      Polling.untilTrue(
          () -> "the job does not age",
          () -> producer.statsJob(id).orElseThrow().ageSeconds() >= 12);
      assertThat(producer.statsJob(id).orElseThrow().state()).isEqualTo(JobState.RESERVED);
      finish.countDown();

      assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
      end(worker);
      assertThat(runs).hasValue(1);
      assertThat(producer.peek(id)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void failingJobIsTriedAgainAndThenBuried(Program program) throws Exception {
    AtomicInteger runs = new AtomicInteger();
    try (var server = start(program);
        var producer = connect(server);
        var worker =
            Worker.on("mail")
                .server(address((InetSocketAddress) server.address()))
                .attempts(3)
                .backoff(Backoff.exponential(AT_ONCE, AT_ONCE))
                .start(job -> {
                  assertThat(job.attempt()).isEqualTo(runs.incrementAndGet());
                  throw new IllegalStateException("no post today");
                })) {
      long id = producer.put("mail", NewJob.of("x").priority(3));
      Polling.untilTrue(
          () -> "the job is not buried",
          () -> state(producer, id).equals(Optional.of(JobState.BURIED)));
      end(worker);

      assertThat(runs).hasValue(3);
      assertThat(producer.statsJob(id).orElseThrow().priority()).isEqualTo(3);
      assertThat(producer.statsJob(id).orElseThrow().releases()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void jobThatKillsItsWorkersIsBuriedUnhandledAndRunsOnceKicked(Program program) throws Exception {
    try (var server = start(program);
        var producer = connect(server)) {
      long id = producer.put("mail", NewJob.of("x").priority(3));
      for (int i = 0; i < 2; i++) {
        try (var dying = connect(server)) {
          dying.watch("mail");
          assertThat(dying.reserve().id()).isEqualTo(id);
        }
      }
      AtomicInteger runs = new AtomicInteger();
      try (var worker =
          Worker.on("mail")
              .server(address((InetSocketAddress) server.address()))
              .buryAfterDeliveries(2)
              .start(job -> runs.incrementAndGet())) {
        Polling.untilTrue(
            () -> "the job is not buried",
            () -> state(producer, id).equals(Optional.of(JobState.BURIED)));
        assertThat(producer.statsJob(id).orElseThrow().priority()).isEqualTo(3);
        assertThat(runs).hasValue(0);

        producer.kickJob(id);
        Polling.untilTrue(() -> "the job is not done", () -> producer.peek(id).isEmpty());
        assertThat(runs).hasValue(1);
        end(worker);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void jobOfHandlerThatDoesNotStopGoesBackToItsTube(Program program) throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    try (var server = start(program);
        var producer = connect(server)) {
      long id = producer.put("mail", NewJob.of("x"));
      var worker =
          Worker.on("mail")
              .server(address((InetSocketAddress) server.address()))
              .gracePeriod(Duration.ofMillis(1))
              .start(job -> {
                began.countDown();
                new CountDownLatch(1).await();
              });
      began.await();
      worker.close();

      Polling.untilTrue(
          () -> "the job was not given back",
          () -> state(producer, id).equals(Optional.of(JobState.READY)));
    }
  }
}
