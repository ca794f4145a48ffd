package io.haulm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.client.Connection;
import io.haulm.client.Job;
import io.haulm.client.JobState;
import io.haulm.client.NewJob;
import io.haulm.server.HaulmServer;
import io.haulm.server.ServerStartException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that talk to a server, run in this process. */
@Timeout(60)
class QueueCommandsTest {
  private static HaulmServer server;
  private static Connection connection;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void startServer() throws ServerStartException, UserErrorException {
    Map<Setting, String> options =
        Map.of(Setting.BEANSTALK, "127.0.0.1:0", Setting.DURABILITY, "memory");
    server = HaulmServer.start(Settings.of(options, Map.of(), Map.of()).toServerConfig());
    connection = Connection.open(address());
    connection.use("mail");
  }

  @AfterAll
  static void stopServer() {
    connection.close();
    server.close();
  }

  @BeforeEach
  void purge() {
    run("purge", "mail");
    out.reset();
  }

  private static String address() {
    return server.beanstalkAddress().orElseThrow();
  }

  private int run(String... arguments) {
    return runWithInput("", arguments);
  }

  private int runWithInput(String input, String... arguments) {
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Main(streams, Map.of("HAULM_SERVER", address())).run(arguments);
  }

  private List<String> lines(String... arguments) {
    out.reset();
    assertThat(run(arguments)).as(err.toString(UTF_8)).isZero();
    return out.toString(UTF_8).lines().toList();
  }

  @Test
  void putWritesTheIdAndKeepsEveryOption() {
    long id =
        Long.parseLong(
            lines("put", "mail", "hello", "--priority", "3", "--delay", "2h", "--ttr", "5m")
                .getFirst());

    var stats = connection.statsJob(id).orElseThrow();
    assertThat(connection.peek(id).orElseThrow().text()).isEqualTo("hello");
    assertThat(stats.priority()).isEqualTo(3);
    assertThat(stats.number("delay")).isEqualTo(7200);
    assertThat(stats.ttrSeconds()).isEqualTo(300);
  }

  @Test
  void putReadsTheBodyFromItsInput() {
    for (List<String> arguments : List.of(List.of("put", "mail", "-"), List.of("put", "mail"))) {
      assertThat(runWithInput("a\nb\n", arguments.toArray(String[]::new))).isZero();
    }
    long id = Long.parseLong(out.toString(UTF_8).lines().toList().getLast());
    assertThat(connection.peek(id).orElseThrow().text()).isEqualTo("a\nb\n");
  }

  @Test
  void putOfLinesIsOneJobEach() {
    String input = "x\n".repeat(5000);

    assertThat(runWithInput(input, "put", "mail", "--lines")).isZero();

    assertThat(out.toString(UTF_8)).isEqualTo("5000 jobs put into mail\n");
    assertThat(connection.statsTube("mail").orElseThrow().ready()).isEqualTo(5000);
  }

  @Test
  void linesArePutAsTheBytesTheyAre() {
    connection.watch("mail");
    byte[] input = {'a', (byte) 0xff, '\r', 'b', '\n', '\r', '\n', (byte) 0xc3};
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    new Main(streams, Map.of("HAULM_SERVER", address())).run("put", "mail", "--lines");
    byte[][] bodies = {{'a', (byte) 0xff, '\r', 'b'}, {}, {(byte) 0xc3}};
    for (byte[] body : bodies) {
      Job job = connection.reserve();
      assertThat(job.body()).isEqualTo(body);
      connection.delete(job.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jobs nosuch", "kick nosuch", "purge nosuch", "pause nosuch 3", "peek nosuch"})
  void tubeThatIsNotThereIsTold(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(ExitCodes.FAILED);
    assertThat(err.toString(UTF_8)).isEqualTo("haulm: there is no tube nosuch\n");
    assertThat(connection.listTubes()).doesNotContain("nosuch");
  }

  @Test
  void nothingIsDeletedWhenOneNameIsNoJob() {
    long id = connection.put(NewJob.of("x"));
    assertThat(run("delete", Long.toString(id), "abc")).isEqualTo(ExitCodes.USAGE);
    assertThat(connection.peek(id)).isPresent();
  }

  @Test
  void timesMayHaveSeveralUnits() throws UserErrorException {
    assertThat(Arguments.time("TIME", "1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Arguments.time("TIME", "1d1s")).isEqualTo(Duration.ofSeconds(86_401));
    assertThat(Arguments.time("TIME", "4294967295")).hasSeconds(4_294_967_295L);
  }

  @Test
  void lineThatIsTooLongIsNamed() {
    String input = "x\n" + "y".repeat(65_536) + "\n";

    assertThat(runWithInput(input, "put", "mail", "--lines")).isEqualTo(ExitCodes.FAILED);
    assertThat(err.toString(UTF_8)).startsWith("haulm: line 2: JOB_TOO_BIG").hasLineCount(1);
  }

  @Test
  void tubesAreListedForPeopleAndForScripts() {
    connection.put(NewJob.of("x"));
    connection.put(NewJob.of("y").delay(Duration.ofHours(1)));

    assertThat(lines("tubes"))
        .first()
        .isEqualTo("TUBE     READY  RESERVED  DELAYED  BURIED  WAITING  PAUSED (s)");
    assertThat(lines("tubes"))
        .contains("mail         1         0        1       0        0           0");
    assertThat(lines("tubes", "--json"))
        .contains(
            "{\"tube\":\"mail\",\"ready\":1,\"reserved\":0,\"delayed\":1,\"buried\":0,"
                + "\"waiting\":0,\"pauseSecondsLeft\":0}");
  }

  @Test
  void jobsShowsCountsAndTheFirstOfEachState() {
    long id = connection.put(NewJob.of("first\nline").priority(9));
    connection.put(NewJob.of("second"));

    assertThat(lines("jobs", "mail"))
        .map(line -> line.replaceFirst("\\d+ s old", "0 s old"))
        .containsExactly(
            "mail: 2 ready, 0 reserved, 0 delayed, 0 buried",
            "ready    job " + id + ", priority 9, 0 s old, reserved 0 times: first line");
    assertThat(lines("jobs", "mail", "--json")).hasSize(2);
    assertThat(lines("help", "jobs")).anyMatch(line -> line.contains("has no list of jobs"));
  }

  @Test
  void peekShowsBodyThatIsNoTextInBase64() {
    connection.put(NewJob.of(new byte[] {(byte) 0xff, 0}));

    assertThat(lines("peek", "mail").getFirst()).endsWith("(2 bytes that are no text)");
    assertThat(lines("peek", "mail", "--json").getFirst()).endsWith("\"bodyBase64\":\"/wA=\"}");
    run("peek", "mail", "--body");
    assertThat(out.toByteArray()).endsWith((byte) 0xff, (byte) 0);
  }

  @Test
  void peekCutsLongBodiesAndTakesControlCharactersOut() {
    connection.put(NewJob.of("\u001b[31m" + "x".repeat(100)));

    assertThat(lines("peek", "mail").getFirst())
        .endsWith(": " + " [31m" + "x".repeat(55) + "... (105 bytes)");
  }

  @Test
  void peekOfNothingEndsWithOne() {
    assertThat(run("peek", "mail", "--state", "buried")).isEqualTo(ExitCodes.FAILED);
    assertThat(err.toString(UTF_8)).isEqualTo("haulm: there is no such job\n");
  }

  @Test
  void jobsAreBuriedKickedAndDeleted() {
    long id = connection.put(NewJob.of("x").priority(4));
    String text = Long.toString(id);

    assertThat(lines("bury", text)).containsExactly("job " + id + ": buried");
    assertThat(connection.statsJob(id).orElseThrow().state()).isEqualTo(JobState.BURIED);
    assertThat(connection.statsJob(id).orElseThrow().priority()).isEqualTo(4);
    assertThat(lines("kick", "--job", text)).containsExactly("jobs made ready: 1");
    assertThat(lines("kick", "mail", "--json")).containsExactly("{\"kicked\":0}");
    assertThat(lines("delete", text)).containsExactly("job " + id + ": deleted");
    assertThat(connection.peek(id)).isEmpty();
  }

  @Test
  void jobThatIsMissingDoesNotStopTheOthers() {
    long id = connection.put(NewJob.of("x"));

    assertThat(run("delete", "0", Long.toString(id))).isEqualTo(ExitCodes.FAILED);
    assertThat(out.toString(UTF_8)).contains("job 0: NOT_FOUND", "job " + id + ": deleted");
  }

  @Test
  void tubeIsPausedAndNoLonger() {
    assertThat(lines("pause", "mail", "2h")).containsExactly("mail is paused for 7200 s");
    assertThat(connection.statsTube("mail").orElseThrow().pauseSecondsLeft()).isPositive();
    assertThat(lines("pause", "mail", "0")).containsExactly("mail is not paused");
    assertThat(connection.statsTube("mail").orElseThrow().pauseSecondsLeft()).isZero();
  }

  @Test
  void purgeTakesOneStateOrAll() {
    for (int i = 0; i < 3; i++) {
      connection.put(NewJob.of("x"));
    }
    connection.put(NewJob.of("y").delay(Duration.ofHours(1)));

    assertThat(lines("purge", "mail", "--state", "delayed"))
        .containsExactly("jobs deleted from mail: 1");
    assertThat(lines("purge", "mail", "--json"))
        .containsExactly("{\"tube\":\"mail\",\"deleted\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "put mail x --priority 4294967296",
        "put mail x --delay 5y",
        "put mail x --ttr 4294967296",
        "put mail x --lines",
        "put -mail x",
        "put",
        "tubes now",
        "jobs",
        "peek",
        "peek mail --job 1",
        "peek mail --state reserved",
        "kick mail --max x",
        "delete",
        "delete x",
        "pause mail soon",
        "pause mail 1h30",
        "pause mail 9999999999d9999999999d",
        "purge mail --state all",
        "tubes --server host:port",
        "work mail",
        "work mail --concurrency 0 -- true",
        "work mail --concurrency 1001 -- true",
        "work mail --bury-code 256 -- true",
        "work mail --grace 25h -- true",
        "work mail --backoff 2m --backoff-max 1m -- true",
        "work ma,il -- true",
        "completion fish",
      })
  void mistakesOfTheUserAreOneLine(String line) {
    var arguments = new ArrayList<>(List.of(line.split(" ", -1)));

    assertThat(run(arguments.toArray(String[]::new))).as(line).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString(UTF_8)).startsWith("haulm: ").hasLineCount(1);
  }

  @Test
  void commandThatIsNotThereIsNotTriedOnEveryJob() {
    assertThat(run("work", "mail", "--", "no-such-program")).isEqualTo(ExitCodes.FAILED);
    assertThat(err.toString(UTF_8)).isEqualTo("haulm: no-such-program: there is no such command\n");
  }

  @Test
  void serverThatIsNotThereIsNamed() {
    assertThat(run("tubes", "--server", "unix:/no/such/socket")).isEqualTo(ExitCodes.SOCKET);
    assertThat(err.toString(UTF_8))
        .startsWith("haulm: cannot connect to unix:/no/such/socket")
        .hasLineCount(1);
  }

  @Test
  void completionKnowsEveryCommand() {
    for (String shell : List.of("bash", "zsh")) {
      String script = String.join("\n", lines("completion", shell));
      assertThat(script).contains("put", "work", "--concurrency", "bashcompinit");
    }
  }
}
