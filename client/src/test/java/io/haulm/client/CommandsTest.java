package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command as it is written, and each of its replies as it is read. */
@Timeout(120)
class CommandsTest {

  private static <T> T ask(Function<Connection, T> act, String command, String... reply)
      throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk -> talk.expect(command.split("\n", -1)).say(reply).awaitEnd());
        Connection connection = server.connect()) {
      return act.apply(connection);
    }
  }

  private static <T> void assertAnswer(
      T expected, Function<Connection, T> act, String command, String... reply) throws Exception {
    Object answer = ask(act, command, reply);
    assertThat(answer).isEqualTo(expected);
  }

  private static Function<Connection, Boolean> done(Consumer<Connection> act) {
    return connection -> {
      act.accept(connection);
      return true;
    };
  }

  @Test
  void putSaysHowUrgentWhenAndForHowLong() throws Exception {
    NewJob job =
        NewJob.of("hello").priority(7).delay(Duration.ofMinutes(1)).ttr(Duration.ofHours(1));

    assertAnswer(42L, c -> c.put(job), "put 7 60 3600 5\nhello", "INSERTED 42");
  }

  @Test
  void partsOfSecondsAreRoundedUp() throws Exception {
    NewJob job = NewJob.of("").delay(Duration.ofMillis(1)).ttr(Duration.ofMillis(1001));

    assertAnswer(1L, c -> c.put(job), "put 1024 1 2 0\n", "INSERTED 1");
  }

  @Test
  void putIntoTubeUsesItFirst() throws Exception {
    assertAnswer(
        1L,
        c -> c.put("mail", NewJob.of("x")),
        "use mail\nput 1024 0 60 1\nx",
        "USING mail",
        "INSERTED 1");
  }

  @Test
  void putIntoTheTubeInUseIsOnePut() throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk ->
                talk.expect("use mail", "put 1024 0 60 1", "x")
                    .say("USING mail", "INSERTED 1")
                    .expect("put 1024 0 60 1", "y")
                    .say("INSERTED 2"));
        Connection connection = server.connect()) {
      connection.put("mail", NewJob.of("x"));

      assertThat(connection.put("mail", NewJob.of("y"))).isEqualTo(2);
    }
  }

  @Test
  void bodyIsAnyBytes() throws Exception {
    assertThat(ask(Connection::reserve, "reserve", "RESERVED 3 4", "\r\n\r\n").body())
        .containsExactly('\r', '\n', '\r', '\n');
  }

  @Test
  void reserveBringsJob() throws Exception {
    Job job = ask(Connection::reserve, "reserve", "RESERVED 3 5", "hello");

    assertThat(job.id()).isEqualTo(3);
    assertThat(job.text()).isEqualTo("hello");
  }

  @Test
  void reserveThatTimesOutBringsNothing() throws Exception {
    assertAnswer(
        Optional.empty(),
        c -> c.reserve(Duration.ofSeconds(2)),
        "reserve-with-timeout 2",
        "TIMED_OUT");
    assertThat(
            ask(c -> c.reserve(Duration.ZERO), "reserve-with-timeout 0", "RESERVED 9 1", "x")
                .orElseThrow()
                .id())
        .isEqualTo(9);
  }

  @Test
  void reserveOfCertainJobMayBringNothing() throws Exception {
    assertAnswer(Optional.empty(), c -> c.reserveJob(5), "reserve-job 5", "NOT_FOUND");
    assertThat(ask(c -> c.reserveJob(5), "reserve-job 5", "RESERVED 5 0", "").isPresent()).isTrue();
  }

  @Test
  void jobsAreSettled() throws Exception {
    ask(done(c -> c.delete(1)), "delete 1", "DELETED");
    ask(done(c -> c.release(1, 2, Duration.ofSeconds(3))), "release 1 2 3", "RELEASED");
    ask(done(c -> c.bury(1, 2)), "bury 1 2", "BURIED");
    ask(done(c -> c.touch(1)), "touch 1", "TOUCHED");
    ask(done(c -> c.kickJob(1)), "kick-job 1", "KICKED");
  }

  @Test
  void tubesAreChosen() throws Exception {
    assertAnswer("mail", c -> c.use("mail"), "use mail", "USING mail");
    assertAnswer(2, c -> c.watch("mail"), "watch mail", "WATCHING 2");
    assertAnswer(1, c -> c.ignore("default"), "ignore default", "WATCHING 1");
  }

  @Test
  void peekIntoAnotherTubeIsTwoCommandsInOneRoundTrip() throws Exception {
    assertAnswer(
        Optional.empty(),
        c -> c.peekReady("mail"),
        "use mail\npeek-ready",
        "USING mail",
        "NOT_FOUND");
  }

  @Test
  void peeksShowJobOrNothing() throws Exception {
    assertThat(ask(c -> c.peek(8), "peek 8", "FOUND 8 2", "hi").orElseThrow().text())
        .isEqualTo("hi");
    assertAnswer(Optional.empty(), Connection::peekReady, "peek-ready", "NOT_FOUND");
    assertThat(ask(Connection::peekDelayed, "peek-delayed", "FOUND 1 0", "").isPresent()).isTrue();
    assertAnswer(Optional.empty(), Connection::peekBuried, "peek-buried", "NOT_FOUND");
  }

  @Test
  void kickTellsHowMany() throws Exception {
    assertAnswer(3L, c -> c.kick(100), "kick 100", "KICKED 3");
  }

  @Test
  void listsAreRead() throws Exception {
    assertAnswer(
        List.of("default", "mail"),
        Connection::listTubes,
        "list-tubes",
        "OK 21",
        "---\n- default\n- mail\n");
    assertAnswer(
        List.of("mail"),
        Connection::listTubesWatched,
        "list-tubes-watched",
        "OK 13",
        "---\n- \"mail\"\n");
    assertAnswer("mail", Connection::listTubeUsed, "list-tube-used", "USING mail");
  }

  @Test
  void statisticsAreReadWithAndWithoutQuotes() throws Exception {
    String old = "---\nname: mail\ncurrent-jobs-ready: 4\n";
    String now = "---\nname: \"mail\"\ncurrent-jobs-ready: 4\n";
    for (String yaml : List.of(old, now)) {
      TubeStats stats =
          ask(c -> c.statsTube("mail"), "stats-tube mail", "OK " + yaml.length(), yaml)
              .orElseThrow();
      assertThat(stats.name()).isEqualTo("mail");
      assertThat(stats.ready()).isEqualTo(4);
    }
  }

  @Test
  void statisticsOfJobHaveItsState() throws Exception {
    String yaml = "---\nid: 3\ntube: mail\nstate: buried\npri: 7\nreserves: 2\n";
    JobStats stats =
        ask(c -> c.statsJob(3), "stats-job 3", "OK " + yaml.length(), yaml).orElseThrow();

    assertThat(stats.state()).isEqualTo(JobState.BURIED);
    assertThat(stats.priority()).isEqualTo(7);
    assertThat(stats.reserves()).isEqualTo(2);
  }

  @Test
  void statisticsOfWhatIsNotThereAreNothing() throws Exception {
    assertAnswer(Optional.empty(), c -> c.statsJob(3), "stats-job 3", "NOT_FOUND");
    assertAnswer(Optional.empty(), c -> c.statsTube("no"), "stats-tube no", "NOT_FOUND");
  }

  @Test
  void statisticThatTheServerDoesNotTellIsNamed() throws Exception {
    Stats stats = ask(Connection::stats, "stats", "OK 4", "---\n");

    assertThatThrownBy(() -> stats.number("nonsense")).hasMessageContaining("nonsense");
  }

  @Test
  void pauseIsInSeconds() throws Exception {
    ask(done(c -> c.pauseTube("mail", Duration.ofMinutes(2))), "pause-tube mail 120", "PAUSED");
  }

  @ParameterizedTest
  @CsvSource({
    "OUT_OF_MEMORY, ServerOutOfMemoryException",
    "INTERNAL_ERROR, ServerInternalErrorException",
    "BAD_FORMAT, BadFormatException",
    "UNKNOWN_COMMAND, UnknownCommandException",
    "DRAINING, DrainingException",
    "EXPECTED_CRLF, ExpectedCrlfException",
    "JOB_TOO_BIG, JobTooBigException",
    "NOT_FOUND, NotFoundException",
    "NOT_IGNORED, NotIgnoredException",
    "DEADLINE_SOON, DeadlineSoonException",
    "BURIED 12, JobBuriedException",
  })
  void everyErrorReplyHasItsException(String reply, String type) throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk ->
                talk.expect("touch 1").say(reply).expect("touch 2").say("TOUCHED").awaitEnd());
        Connection connection = server.connect()) {
      assertThatThrownBy(() -> connection.touch(1))
          .isInstanceOf(ErrorReplyException.class)
          .hasMessageStartingWith(reply.replaceFirst(" .*", "") + " to 'touch 1'")
          .extracting(e -> e.getClass().getSimpleName())
          .isEqualTo(type);
      // The connection goes on.
      connection.touch(2);
    }
  }

  @Test
  void buriedJobIsNamed() {
    assertThatThrownBy(
            () -> ask(done(c -> c.release(4, 0, Duration.ZERO)), "release 4 0 0", "BURIED"))
        .isInstanceOfSatisfying(JobBuriedException.class, e -> assertThat(e.jobId()).isEqualTo(4));
    assertThatThrownBy(() -> ask(c -> c.put(NewJob.of("")), "put 1024 0 60 0\n", "BURIED 77"))
        .isInstanceOfSatisfying(JobBuriedException.class, e -> assertThat(e.jobId()).isEqualTo(77));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HELLO",
        "INSERTED",
        "INSERTED x",
        "INSERTED -1",
        "INSERTED 9999999999999999999",
        "DELETED",
        "RESERVED 1",
        "OK 99999999999",
        "",
      })
  void replyThatCannotBeEndsTheConnection(String reply) throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk -> talk.expect("put 1024 0 60 0", "").say(reply).awaitEnd());
        Connection connection = server.connect()) {
      assertThatThrownBy(() -> connection.put(NewJob.of("")))
          .isInstanceOfSatisfying(
              UnexpectedReplyException.class, e -> assertThat(e.mayHaveBeenDone()).isTrue());
    }
  }

  @Test
  void replyWithoutEndIsCutOff() throws Exception {
    String endless = "x".repeat(ReplyReader.LINE_BYTES_MAX + 1);
    try (FakeServer server =
            FakeServer.playing(talk -> talk.expect("stats").sayBytes(endless).awaitEnd());
        Connection connection = server.connect()) {
      assertThatThrownBy(connection::stats).isInstanceOf(UnexpectedReplyException.class);
    }
  }

  @Test
  void bodyWithoutItsEndIsNoReply() throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> talk.expect("peek 1").sayBytes("FOUND 1 2\r\nabcd").awaitEnd());
        Connection connection = server.connect()) {
      assertThatThrownBy(() -> connection.peek(1)).isInstanceOf(UnexpectedReplyException.class);
    }
  }
}
