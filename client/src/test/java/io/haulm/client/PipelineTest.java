package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many commands in flight: each gets its own reply, in order, whatever breaks. */
@Timeout(120)
class PipelineTest {
  private static final int COMMANDS = 2_000;

  /** Answers every kick with the number that it asks for, and every put with the body as its id. */
  private static FakeServer.Script echo(int commands) {
    return talk -> {
      for (int i = 0; i < commands; i++) {
        String line = talk.line();
        if (line.startsWith("kick ")) {
          talk.say("KICKED " + line.substring("kick ".length()));
        } else {
          talk.say("INSERTED " + talk.line());
        }
      }
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void futuresAreCompletedInOrderWithTheirOwnReplies(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> completed = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    try (FakeServer server = FakeServer.playing(echo(COMMANDS));
        Connection connection = server.connect()) {
      for (long i = 0; i < COMMANDS; i++) {
        long number = i;
        switch (random.nextInt(3)) {
          case 0 ->
              futures.add(connection.async().kick(number).whenComplete((n, e) -> completed.add(n)));
          case 1 ->
              futures.add(
                  connection
                      .async()
                      .put(NewJob.of(Long.toString(number)))
                      .whenComplete((n, e) -> completed.add(n)));
          default -> completed.add(connection.kick(number));
        }
      }
      CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
    // A synchronous result is noted behind the reply, so it may stand after a later future.
    assertThat(completed)
        .as("seed %s", seed)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, COMMANDS).boxed().toList());
  }

  @Test
  void futuresAloneAreCompletedStrictlyInOrder() throws Exception {
    List<Long> completed = Collections.synchronizedList(new ArrayList<>());
    try (FakeServer server = FakeServer.playing(echo(COMMANDS));
        Connection connection = server.connect()) {
      CompletableFuture<?> last = new CompletableFuture<>();
      for (long i = 0; i < COMMANDS; i++) {
        last = connection.async().kick(i).thenAccept(completed::add);
      }
      last.get(30, TimeUnit.SECONDS);
    }
    assertThat(completed).isEqualTo(LongStream.range(0, COMMANDS).boxed().toList());
  }

  @Test
  void manyThreadsShareOneConnection() throws Exception {
    int threads = 8;
    int each = 200;
    try (FakeServer server = FakeServer.playing(echo(threads * each));
        Connection connection = server.connect()) {
      List<CompletableFuture<Void>> running =
          IntStream.range(0, threads)
              .mapToObj(thread ->
                  CompletableFuture.runAsync(
                      () -> {
                        for (long i = 0; i < each; i++) {
                          long number = thread * 1_000L + i;
                          assertThat(connection.kick(number)).isEqualTo(number);
                        }
                      },
                      task -> Threads.daemons("sharer").newThread(task).start()))
              .toList();
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void lostConnectionFailsAllThatIsInFlight() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    try (FakeServer server =
            FakeServer.playing(talk -> {
              talk.expect("kick 0", "kick 1", "kick 2").say("KICKED 0", "KICKED 1");
              awaitQuietly(sent);
            });
        Connection connection = server.connect()) {
      for (int i = 0; i < 10; i++) {
        futures.add(connection.async().kick(i));
      }
      sent.countDown();

      assertThat(futures.get(1).get(20, TimeUnit.SECONDS)).isEqualTo(1);
      for (CompletableFuture<Long> future : futures.subList(2, 10)) {
        assertThat(future)
            .failsWithin(FakeServer.PATIENCE)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(ConnectionLostException.class);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void cutAnywhereLeavesAnsweredOnesAndDoubtfulOnes(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder replies = new StringBuilder();
    for (int i = 0; i < COMMANDS; i++) {
      replies.append("KICKED ").append(i).append("\r\n");
    }
    String said = replies.substring(0, random.nextInt(replies.length()));
    int answered = said.split("\r\n", -1).length - 1;
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    try (FakeServer server =
            FakeServer.playing(talk -> {
              for (int i = 0; i < COMMANDS; i++) {
                talk.expect("kick " + i);
              }
              talk.sayBytes(said);
            });
        Connection connection = server.connect()) {
      for (int i = 0; i < COMMANDS; i++) {
        futures.add(connection.async().kick(i));
      }
      server.awaitPlayed();

      for (int i = 0; i < COMMANDS; i++) {
        CompletableFuture<Long> future = futures.get(i);
        if (i < answered) {
          assertThat(future)
              .as("seed %s", seed)
              .succeedsWithin(FakeServer.PATIENCE)
              .isEqualTo((long) i);
        } else {
          assertThat(doubt(future)).as("seed %s, command %s", seed, i).isTrue();
        }
      }
    }
  }

  @Test
  void whatWasNotSentIsKnownNotToBeDone() throws Exception {
    CountDownLatch writes = new CountDownLatch(1);
    CountDownLatch hangUp = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(talk -> {
              talk.expect("kick 1").skip(10);
              writes.countDown();
              awaitQuietly(hangUp);
            });
        Connection connection = server.connect()) {
      CompletableFuture<Long> sent = connection.async().kick(1);
      // So large that its sender waits for the server.
      CompletableFuture<Long> large =
          CompletableFuture.supplyAsync(() -> connection.put(NewJob.of(new byte[64 << 20])));
      writes.await();
      CompletableFuture<Long> behind = connection.async().kick(2);
      hangUp.countDown();

      assertThat(doubt(sent)).isTrue();
      assertThat(doubt(large)).isFalse();
      assertThat(doubt(behind)).isFalse();
    }
  }

  private static boolean doubt(CompletableFuture<?> future) throws Exception {
    try {
      future.get(20, TimeUnit.SECONDS);
      throw new AssertionError("the command was answered");
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof CompletionException nested ? nested.getCause() : e.getCause();
      if (cause instanceof ConnectionLostException lost) {
        return lost.mayHaveBeenDone();
      }
      throw e;
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
