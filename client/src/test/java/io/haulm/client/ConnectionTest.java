package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of commands when connections break, servers are silent, and threads are stopped. */
@Timeout(120)
class ConnectionTest {
  private static final String RESERVED = "RESERVED 7 5\r\nhello\r\n";

  private static ConnectionOptions optionsFor(FakeServer server) {
    return ConnectionOptions.to(server.address());
  }

  /** A connection that learns of its end only from a command that it sends. */
  private static Connection neverIdle(FakeServer server) {
    return Connection.open(optionsFor(server).idleNanos(Long.MAX_VALUE));
  }

  /** Something that can be seen only when the machine is faster than the reply timeout. */
  private interface Attempt {
    boolean succeeds(Duration replyTimeout) throws Exception;
  }

  /** Tries with longer and longer reply timeouts, the last of which any machine can keep. */
  private static void assertSucceeds(Attempt attempt) throws Exception {
    boolean isSeen = false;
    for (long millis = 50; millis <= 12_800 && !isSeen; millis *= 4) {
      isSeen = attempt.succeeds(Duration.ofMillis(millis));
    }
    assertThat(isSeen).isTrue();
  }

  @ParameterizedTest(name = "cut behind byte {0}")
  @ValueSource(ints = {0, 1, 8, 9, 11, 12, 13, 14, 15, 18, 19, 20})
  void replyThatIsCutOffLeavesDoubt(int bytes) throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> talk.expect("reserve").sayBytes(RESERVED.substring(0, bytes)));
        Connection connection = server.connect()) {
      assertThatThrownBy(connection::reserve)
          .isInstanceOfSatisfying(
              ConnectionLostException.class, e -> assertThat(e.mayHaveBeenDone()).isTrue());
    }
  }

  @Test
  void commandThatTheServerDidNotGetWholeWasNotDone() throws Exception {
    try (FakeServer server = FakeServer.playing(talk -> talk.skip(10));
        Connection connection = server.connect()) {
      // Far more than all buffers on the way can hold.
      NewJob large = NewJob.of(new byte[64 << 20]);

      assertThatThrownBy(() -> connection.put(large))
          .isInstanceOfSatisfying(
              ConnectionLostException.class, e -> assertThat(e.mayHaveBeenDone()).isFalse())
          .hasMessageContaining("was not done");
    }
  }

  @Test
  void nobodyThereMeansNotDone() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> Connection.open("127.0.0.1:" + port))
        .isInstanceOfSatisfying(
            ConnectFailedException.class, e -> assertThat(e.mayHaveBeenDone()).isFalse())
        .hasMessageStartingWith("cannot connect to 127.0.0.1:" + port);
  }

  @Test
  void hostThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> Connection.open("no-such-host.invalid"))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void socketFileThatDoesNotExistIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> Connection.open("unix:" + folder.resolve("none")))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageContaining("none");
  }

  @Test
  void nextCommandConnectsAgainWithTheSameTubes() throws Exception {
    FakeServer.Script tubes =
        talk ->
            talk.answer("use mail", "USING mail")
                .answer("watch mail", "WATCHING 2")
                .answer("watch sms", "WATCHING 3")
                .answer("ignore default", "WATCHING 2")
                .expect("reserve")
                .sayBytes(RESERVED);
    try (FakeServer server = FakeServer.playing(tubes, tubes);
        Connection connection = neverIdle(server)) {
      connection.use("mail");
      connection.watch("mail");
      connection.watch("sms");
      connection.ignore("default");
      connection.reserve();
      assertThatThrownBy(connection::stats).isInstanceOf(ConnectionLostException.class);

      assertThat(connection.reserve().id()).isEqualTo(7);
    }
  }

  @Test
  void cutWhileTheTubesAreRestoredIsFailureToConnect() throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> talk.answer("use mail", "USING mail").answer("watch mail", "WATCHING 2"),
                talk -> talk.answer("use mail", "USING mail").expect("watch mail"),
                talk ->
                    talk.answer("use mail", "USING mail")
                        .answer("watch mail", "WATCHING 2")
                        .answer("kick 1", "KICKED 0"));
        Connection connection = neverIdle(server)) {
      connection.use("mail");
      connection.watch("mail");
      assertThatThrownBy(() -> connection.kick(1)).isInstanceOf(ConnectionException.class);
      assertThatThrownBy(() -> connection.kick(1))
          .isInstanceOfSatisfying(
              ConnectFailedException.class, e -> assertThat(e.mayHaveBeenDone()).isFalse());

      assertThat(connection.kick(1)).isZero();
    }
  }

  @Test
  void silenceBetweenRepliesEndsThemAll() throws Exception {
    assertSucceeds(ConnectionTest::secondKickIsNotWaitedForForEver);
  }

  private static boolean secondKickIsNotWaitedForForEver(Duration replyTimeout) throws Exception {
    try (FakeServer server = FakeServer.playing(ConnectionTest::answerTheFirstKick);
        Connection connection = Connection.open(optionsFor(server).replyTimeout(replyTimeout))) {
      boolean isAnswered = isAnswered(connection.async().kick(1));
      if (isAnswered) {
        assertThat(connection.async().kick(2))
            .failsWithin(FakeServer.PATIENCE)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(ReplyTimeoutException.class);
      }
      return isAnswered;
    }
  }

  private static void answerTheFirstKick(Talk talk) throws IOException {
    if (talk.line().equals("kick 1")) {
      try {
        talk.say("KICKED 1").awaitEndBehind("kick 2");
      } catch (SocketException e) {
        // The client has lost its patience already.
      }
    }
  }

  /** False when the reply came too late. */
  private static boolean isAnswered(CompletableFuture<Long> kick) throws Exception {
    try {
      assertThat(kick.get(20, TimeUnit.SECONDS)).isEqualTo(1);
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(ReplyTimeoutException.class);
      return false;
    }
  }

  @Test
  void connectionThatWasClosedWhileIdleIsMadeAnewBeforeItIsUsed() throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> talk.expect("put 1024 0 60 1", "x").say("INSERTED 1"),
                talk -> talk.expect("put 1024 0 60 1", "y").say("INSERTED 2"));
        Connection connection = Connection.open(optionsFor(server).idleNanos(0))) {
      connection.put(NewJob.of("x"));
      server.awaitPlayed(1);

      assertThat(connection.put(NewJob.of("y"))).isEqualTo(2);
    }
  }

  @Test
  void patienceOutlastsRestartOfTheServer() throws Exception {
    ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = reserved.getLocalPort();
    reserved.close();
    ConnectionOptions options =
        ConnectionOptions.to("127.0.0.1:" + port).reconnectPatience(FakeServer.PATIENCE);
    CompletableFuture<Connection> connecting =
        CompletableFuture.supplyAsync(() -> Connection.open(options));
    try (FakeServer server =
            FakeServer.on(
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()),
                "127.0.0.1:" + port,
                talk -> talk.expect("touch 1").say("TOUCHED"));
        Connection connection = connecting.get(20, TimeUnit.SECONDS)) {
      connection.touch(1);
      server.awaitPlayed();
    }
  }

  @Test
  void silentServerIsNotWaitedForForEver() throws Exception {
    assertSucceeds(replyTimeout -> {
      AtomicBoolean mayHaveBeenDone = new AtomicBoolean();
      try (FakeServer server = FakeServer.playing(talk -> talk.awaitEndBehind("stats"));
          Connection connection = Connection.open(optionsFor(server).replyTimeout(replyTimeout))) {
        assertThatThrownBy(connection::stats)
            .isInstanceOfSatisfying(
                ReplyTimeoutException.class, e -> mayHaveBeenDone.set(e.mayHaveBeenDone()))
            .hasMessageContaining(replyTimeout.toMillis() + " ms");
      }
      // It was not when the time was over before a busy machine had sent the command.
      return mayHaveBeenDone.get();
    });
  }

  @Test
  void futureOfSilentServerFailsInTimeToo() throws Exception {
    try (FakeServer server = FakeServer.playing(talk -> talk.awaitEndBehind("stats"));
        Connection connection =
            Connection.open(optionsFor(server).replyTimeout(Duration.ofMillis(30)))) {
      assertThat(connection.async().stats())
          .failsWithin(FakeServer.PATIENCE)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ReplyTimeoutException.class);
    }
  }

  @Test
  void timeThatReserveMayWaitIsNoSilence() throws Exception {
    CountDownLatch timePassed = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(talk -> {
              talk.expect("reserve-with-timeout 3600");
              awaitPassed(timePassed);
              talk.say("TIMED_OUT");
            });
        Connection connection =
            Connection.open(optionsFor(server).replyTimeout(Duration.ofMillis(10)))) {
      var waiting = connection.async().reserve(Duration.ofHours(1));
      Timer.after(50, timePassed::countDown);

      assertThat(waiting.get(20, TimeUnit.SECONDS)).isEmpty();
    }
  }

  private static void awaitPassed(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void interruptCallsWaitingReserveBack() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(
                talk -> {
                  talk.expect("reserve");
                  asked.countDown();
                  talk.awaitEnd();
                },
                talk -> talk.expect("touch 1").say("TOUCHED"));
        Connection connection = server.connect()) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread waiting =
          new Thread(() -> {
            try {
              connection.reserve();
            } catch (RuntimeException e) {
              thrown.complete(Thread.currentThread().isInterrupted() ? e : null);
            }
          });
      waiting.start();
      asked.await();
      waiting.interrupt();

      assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(CommandInterruptedException.class);
      connection.touch(1);
    }
  }

  @Test
  void threadThatIsInterruptedSendsWithoutCostingOthersTheirConnection() throws Exception {
    try (FakeServer server = FakeServer.playing(talk -> talk.expect("touch 1").say("TOUCHED"));
        Connection connection = server.connect()) {
      CompletableFuture<CompletableFuture<Void>> sent = new CompletableFuture<>();
      Thread sending =
          new Thread(() -> {
            Thread.currentThread().interrupt();
            sent.complete(connection.async().touch(1));
          });
      sending.start();

      assertThat(sent.get(20, TimeUnit.SECONDS)).succeedsWithin(FakeServer.PATIENCE);
    }
  }

  @Test
  void closingEndsReserveThatWaits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(talk -> {
              talk.expect("reserve");
              asked.countDown();
              talk.awaitEnd();
            });
        Connection connection = server.connect()) {
      CompletableFuture<Job> waiting = connection.async().reserve();
      asked.await();
      closeNow(connection);

      assertThat(waiting)
          .failsWithin(FakeServer.PATIENCE)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ConnectionClosedException.class);
      assertThatThrownBy(connection::stats).isInstanceOf(ConnectionClosedException.class);
    }
  }

  private static void closeNow(Connection connection) {
    connection.close();
  }

  @Test
  void jobForCancelledReserveIsGivenBack() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.playing(
                talk -> {
                  talk.expect("reserve");
                  awaitPassed(cancelled);
                  talk.sayBytes(RESERVED).awaitEnd();
                },
                talk -> talk.expect("touch 1").say("TOUCHED"));
        Connection connection = server.connect()) {
      CompletableFuture<Job> waiting = connection.async().reserve();
      assertThat(waiting.cancel(false)).isTrue();
      cancelled.countDown();

      server.awaitPlayed(1);
      connection.touch(1);
    }
  }

  @Test
  void callbackMayAskOnTheSameConnection() throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk -> {
              talk.expect("reserve").sayBytes(RESERVED).expect("delete 7").say("DELETED");
              talk.awaitEnd();
            });
        Connection connection = server.connect()) {
      CompletableFuture<String> text =
          connection
              .async()
              .reserve()
              .thenApply(job -> {
                connection.delete(job.id());
                return job.text();
              });

      assertThat(text.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
    }
  }

  @Test
  void socketInTheFileSystemIsServed(@TempDir Path folder) throws Exception {
    try (FakeServer server =
            FakeServer.at(folder.resolve("s"), talk -> talk.expect("touch 1").say("TOUCHED"));
        Connection connection = server.connect()) {
      connection.touch(1);
    }
  }
}
