package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker says to the server for each way in which a job can end. */
@Timeout(120)
class WorkerTest {
  private static final String RESERVE = "reserve-with-timeout 60";
  private static final String TOUCH = "touch 7";
  private static final Backoff FIXED =
      Backoff.exponential(Duration.ofMillis(900), Duration.ofSeconds(1));

  /** What the listener was told, in its order. */
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private final WorkerListener listener =
      new WorkerListener() {
        @Override
        public void started(WorkerJob job) {
          told.add("started " + job.id());
        }

        @Override
        public void done(WorkerJob job) {
          told.add("done " + job.id());
        }

        @Override
        public void released(WorkerJob job, Throwable failure, Duration delay) {
          told.add("released " + job.id() + " for " + failure.getMessage());
        }

        @Override
        public void buried(WorkerJob job, Throwable failure) {
          told.add("buried " + job.id() + " for " + failure.getMessage());
        }

        @Override
        public void lost(WorkerJob job) {
          told.add("lost " + job.id());
        }

        @Override
        public void serverFailed(BeanstalkException failure) {
          told.add(failure.getClass().getSimpleName());
        }
      };

  /** One that asks nothing about a job by itself, except where that is what is tested. */
  private Worker.Builder worker(FakeServer server) {
    return Worker.on("mail")
        .server(server.address())
        .backoff(FIXED)
        .listener(listener)
        .buryAfterDeliveries(Worker.NEVER)
        .firstLook(Duration.ofHours(1));
  }

  private static Talk greet(Talk talk) throws IOException {
    return talk.answer("watch mail", "WATCHING 2").answer("ignore default", "WATCHING 1");
  }

  /** What is said of a job between its delivery and the next wish for one. */
  private interface Dealing {
    Talk hold(Talk talk) throws IOException;
  }

  /** A server that delivers job 7, without a body, and then waits for the end. */
  private static FakeServer serverWithJob(Dealing dealing) throws IOException {
    return FakeServer.playing(talk ->
        dealing.hold(greet(talk).answer(RESERVE, "RESERVED 7 0", "")).awaitEndBehind(RESERVE));
  }

  private static String[] stats(int reserves, int ttrSeconds) {
    String yaml = "---\nid: 7\ntube: mail\nstate: reserved\npri: 9\nttr: " + ttrSeconds;
    yaml += "\nreserves: " + reserves + "\n";
    return new String[] {"OK " + yaml.length(), yaml};
  }

  private void assertTold(String... events) throws InterruptedException {
    for (String event : events) {
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
    }
  }

  @Test
  void jobWhoseHandlerReturnsIsDeleted() throws Exception {
    CompletableFuture<String> text = new CompletableFuture<>();
    try (FakeServer server =
            FakeServer.playing(talk ->
                greet(talk)
                    .answer(RESERVE, "RESERVED 7 5", "hello")
                    .answer("delete 7", "DELETED")
                    .awaitEndBehind(RESERVE));
        Worker worker = worker(server).start(job -> text.complete(job.text()))) {
      assertTold("started 7", "done 7");
      assertThat(text).isCompletedWithValue("hello");
      worker.stop();
    }
  }

  @Test
  void jobWhoseHandlerThrowsIsReleasedWithItsPriorityAndDelay() throws Exception {
    try (FakeServer server =
            serverWithJob(talk ->
                talk.answer("stats-job 7", stats(1, 60)).answer("release 7 9 1", "RELEASED"));
        Worker worker = worker(server).start(job -> fail("no post"))) {
      assertTold("started 7", "released 7 for no post");
      worker.stop();
    }
  }

  @Test
  void errorOfHandlerCostsTheJobItsTurnAndTheWorkerNothing() throws Exception {
    try (FakeServer server =
            serverWithJob(talk ->
                talk.answer("stats-job 7", stats(1, 60)).answer("release 7 9 1", "RELEASED"));
        Worker worker =
            worker(server)
                .start(job -> {
                  throw new StackOverflowError("deep");
                })) {
      assertTold("started 7", "released 7 for deep");
      worker.stop();
    }
  }

  @Test
  void jobThatFailedTooOftenIsBuried() throws Exception {
    try (FakeServer server =
            serverWithJob(
                talk -> talk.answer("stats-job 7", stats(3, 60)).answer("bury 7 9", "BURIED"));
        Worker worker = worker(server).attempts(3).start(job -> fail("no post"))) {
      assertTold("started 7", "buried 7 for no post");
      worker.stop();
    }
  }

  private static String[] deliveries(int reserves, int releases, int buries, int kicks) {
    String yaml = "---\nid: 7\ntube: mail\nstate: reserved\npri: 9\nttr: 60\nreserves: " + reserves;
    yaml += "\nreleases: " + releases + "\nburies: " + buries + "\nkicks: " + kicks + "\n";
    return new String[] {"OK " + yaml.length(), yaml};
  }

  /** What a worker that allows two deliveries makes of a job with this past. */
  private void assertPoison(boolean isPoison, String[] past) throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk -> {
              greet(talk).answer(RESERVE, "RESERVED 7 0", "").answer("stats-job 7", past);
              talk.answer(isPoison ? "bury 7 9" : "delete 7", isPoison ? "BURIED" : "DELETED");
              talk.awaitEndBehind(RESERVE);
            });
        Worker worker = worker(server).buryAfterDeliveries(2).start(job -> {})) {
      if (isPoison) {
        assertThat(told.poll(20, TimeUnit.SECONDS))
            .startsWith("buried 7 for job 7 was delivered")
            .endsWith("its workers died over it");
      } else {
        assertTold("started 7", "done 7");
      }
      worker.stop();
    }
  }

  @Test
  void jobThatKilledItsWorkersIsBuriedUnhandled() throws Exception {
    assertPoison(false, deliveries(2, 0, 0, 0));
    assertPoison(true, deliveries(3, 0, 0, 0));
  }

  @Test
  void attemptsThatFailedKillNobody() throws Exception {
    assertPoison(false, deliveries(9, 8, 0, 0));
  }

  @Test
  void kickAllowsAsManyDeliveriesAgain() throws Exception {
    assertPoison(false, deliveries(5, 0, 1, 1));
    assertPoison(true, deliveries(6, 0, 1, 1));
  }

  @Test
  void jobThatIsGoneBeforeItsHandlerBeginsIsToldAsLost() throws Exception {
    try (FakeServer server = serverWithJob(talk -> talk.answer("stats-job 7", "NOT_FOUND"));
        Worker worker = worker(server).buryAfterDeliveries(2).start(job -> {})) {
      assertTold("lost 7");
      worker.stop();
    }
  }

  @Test
  void buryFirstBuriesBeforeTheHandlerBegins() throws Exception {
    try (FakeServer server =
            serverWithJob(talk ->
                talk.answer("stats-job 7", stats(1, 60))
                    .answer("bury 7 9", "BURIED")
                    .answer("delete 7", "DELETED")
                    .answer(RESERVE, "RESERVED 8 0", "")
                    .answer("stats-job 8", stats(1, 60))
                    .answer("bury 8 9", "BURIED"));
        Worker worker =
            worker(server)
                .buryFirst()
                .start(job -> {
                  if (job.id() == 8) {
                    fail("no post");
                  }
                })) {
      assertTold("started 7", "done 7", "started 8", "buried 8 for no post");
      worker.stop();
    }
  }

  @Test
  void jobIsTouchedWhileItsHandlerRuns() throws Exception {
    CountDownLatch touchedTwice = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(talk -> {
              greet(talk)
                  .answer(RESERVE, "RESERVED 7 0", "")
                  .answer("stats-job 7", stats(1, 1))
                  .answer(TOUCH, "TOUCHED")
                  .answer(TOUCH, "TOUCHED");
              touchedTwice.countDown();
              awaitDeleteBehindTouches(talk, "TOUCHED");
              talk.say("DELETED").awaitEndBehind(RESERVE, TOUCH);
            });
        Worker worker =
            worker(server).firstLook(Duration.ZERO).start(job -> touchedTwice.await())) {
      assertTold("started 7", "done 7");
      worker.stop();
    }
  }

  /** On a busy machine a touch may follow that was not needed any more. */
  private static void awaitDeleteBehindTouches(Talk talk, String reply) throws IOException {
    String line = talk.line();
    while (line.equals(TOUCH)) {
      line = talk.say(reply).line();
    }
    assertThat(line).isEqualTo("delete 7");
  }

  @Test
  void jobThatWasTakenAwayIsToldAsLost() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(talk -> {
              greet(talk)
                  .answer(RESERVE, "RESERVED 7 0", "")
                  .answer("stats-job 7", stats(1, 1))
                  .answer(TOUCH, "NOT_FOUND");
              awaitDeleteBehindTouches(talk, "NOT_FOUND");
              talk.say("NOT_FOUND").awaitEndBehind(RESERVE, TOUCH);
            });
        Worker worker = worker(server).firstLook(Duration.ZERO).start(job -> seen.await())) {
      assertTold("started 7", "lost 7");
      seen.countDown();
      worker.stop();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void handlerMaySettleTheJobItself() throws Exception {
    CompletableFuture<Throwable> second = new CompletableFuture<>();
    try (FakeServer server =
            serverWithJob(talk ->
                talk.answer("stats-job 7", stats(2, 60)).answer("release 7 9 30", "RELEASED"));
        Worker worker =
            worker(server)
                .start(job -> {
                  assertThat(job.attempt()).isEqualTo(2);
                  assertThat(job.tube()).isEqualTo("mail");
                  job.release(Duration.ofSeconds(30));
                  try {
                    job.delete();
                  } catch (IllegalStateException e) {
                    second.complete(e);
                  }
                })) {
      assertThat(second.get(20, TimeUnit.SECONDS)).hasMessageContaining("job 7");
      worker.stop();
    }
  }

  @Test
  void doneJobIsDeletedOverNewConnectionWhenTheOldOneBroke() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(
                talk -> greet(talk).answer(RESERVE, "RESERVED 7 0", ""),
                talk -> greet(talk).answer("delete 7", "DELETED").awaitEndBehind(RESERVE));
        Worker worker = worker(server).start(job -> broken.await())) {
      assertTold("started 7");
      server.awaitPlayed(1);
      broken.countDown();
      assertTold("done 7");
      worker.stop();
    }
  }

  @Test
  void lostConnectionIsMadeAnew() throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> greet(talk).expect(RESERVE),
                talk ->
                    greet(talk)
                        .answer(RESERVE, "RESERVED 7 0", "")
                        .answer("delete 7", "DELETED")
                        .awaitEndBehind(RESERVE));
        Worker worker = worker(server).start(job -> {})) {
      assertTold("ConnectionLostException", "started 7", "done 7");
      worker.stop();
    }
  }

  @Test
  void handlerThatRunsMayFinishWhenTheWorkerStops() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    try (FakeServer server =
        FakeServer.playing(talk ->
            greet(talk)
                .answer(RESERVE, "RESERVED 7 0", "")
                .answer("delete 7", "DELETED")
                .awaitEnd())) {
      Worker worker = worker(server).start(job -> stopped.await());
      assertTold("started 7");
      worker.stop();
      stopped.countDown();

      assertThat(worker.awaitEnd(FakeServer.PATIENCE)).isTrue();
      assertTold("done 7");
    }
  }

  @Test
  void handlerThatDoesNotFinishInTimeLosesItsJobAndIsInterrupted() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (FakeServer server =
        FakeServer.playing(talk -> greet(talk).answer(RESERVE, "RESERVED 7 0", "").awaitEnd())) {
      Worker worker =
          worker(server)
              .gracePeriod(Duration.ofMillis(1))
              .start(job -> {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.complete(job.isLost());
                }
              });
      assertTold("started 7");
      worker.close();

      assertTold("lost 7");
      assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void listenerThatThrowsChangesNothing() throws Exception {
    WorkerListener broken =
        new WorkerListener() {
          @Override
          public void started(WorkerJob job) {
            throw new AssertionError("a listener of the program");
          }

          @Override
          public void done(WorkerJob job) {
            told.add("done " + job.id());
            throw new IllegalStateException("a listener of the program");
          }
        };
    try (FakeServer server =
            FakeServer.playing(talk ->
                greet(talk)
                    .answer(RESERVE, "RESERVED 7 0", "")
                    .answer("delete 7", "DELETED")
                    .answer(RESERVE, "RESERVED 8 0", "")
                    .answer("delete 8", "DELETED")
                    .awaitEndBehind(RESERVE));
        Worker worker = worker(server).listener(broken).start(job -> {})) {
      assertTold("done 7", "done 8");
      worker.stop();
    }
  }

  @Test
  void runEndsWithAnInterrupt() throws Exception {
    try (FakeServer server = serverWithJob(talk -> talk.answer("delete 7", "DELETED"))) {
      Thread running = new Thread(() -> worker(server).run(job -> {}));
      running.start();
      assertTold("started 7", "done 7");
      running.interrupt();
      running.join(20_000);

      assertThat(running.isAlive()).isFalse();
    }
  }

  @Test
  void handlersRunOnVirtualThreadsWhereTheJvmHasThem() throws Exception {
    boolean jvmHasThem = Runtime.version().feature() >= 21;
    CompletableFuture<String> thread = new CompletableFuture<>();
    Threads.daemons("test")
        .newThread(() -> thread.complete(Thread.currentThread().toString()))
        .start();

    assertThat(thread.get(20, TimeUnit.SECONDS).startsWith("VirtualThread")).isEqualTo(jvmHasThem);
  }

  @Test
  void workerNeedsTube() {
    assertThatThrownBy(() -> Worker.on()).hasMessageContaining("at least one tube");
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }
}
