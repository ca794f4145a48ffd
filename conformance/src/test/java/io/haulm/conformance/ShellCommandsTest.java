package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.client.Connection;
import io.haulm.client.JobState;
import io.haulm.client.NewJob;
import io.haulm.conformance.FlagServer.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code haulm put}, {@code haulm work} and their like, as processes, with both servers. */
@Tag("conformance")
@Timeout(180)
class ShellCommandsTest {
  private static final Pattern WORKING = Pattern.compile("working on mail");

  @TempDir private Path folder;

  private static FlagServer start(Program program) {
    return program.start();
  }

  private static String address(FlagServer server) {
    return "127.0.0.1:" + ((InetSocketAddress) server.address()).getPort();
  }

  private static ServerProcess haulm(FlagServer server, String... arguments) {
    var builder = new ProcessBuilder(Haulm.command(arguments));
    builder.environment().put("HAULM_SERVER", address(server));
    return ServerProcess.start(builder);
  }

  private static List<String> printed(FlagServer server, int exitCode, String... arguments) {
    try (var process = haulm(server, arguments)) {
      assertThat(process.awaitExit()).as("%s", process.printed()).isEqualTo(exitCode);
      return process.printed();
    }
  }

  @ParameterizedTest
  @EnumSource
  void jobIsPutShownBuriedKickedAndDeleted(Program program) {
    try (var server = start(program)) {
      assertThat(printed(server, 0, "put", "mail", "hello", "--priority", "5"))
          .containsExactly("1");
      assertThat(printed(server, 0, "put", "mail", "later", "--delay", "1h", "--json"))
          .containsExactly("{\"tube\":\"mail\",\"id\":2}");
      assertThat(printed(server, 0, "tubes").get(2)).matches("mail +1 +0 +1 +0 +0 +0");
      assertThat(printed(server, 0, "jobs", "mail"))
          .first()
          .isEqualTo("mail: 1 ready, 0 reserved, 1 delayed, 0 buried");
      assertThat(printed(server, 0, "peek", "mail", "--body")).containsExactly("hello");
      assertThat(printed(server, 0, "bury", "1")).containsExactly("job 1: buried");
      assertThat(printed(server, 0, "kick", "mail")).containsExactly("jobs made ready: 1");
      assertThat(printed(server, 1, "delete", "1", "999")).hasSize(2).contains("job 1: deleted");
      assertThat(printed(server, 0, "purge", "mail")).containsExactly("jobs deleted from mail: 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void exitCodeOfTheCommandDecides(Program program) throws IOException {
    Path seen = folder.resolve("seen");
    String script =
        "body=$(cat); echo \"$HAULM_TUBE $HAULM_JOB_ID $HAULM_ATTEMPT $body\" >>"
            + seen
            + "; exit $body";
    try (var server = start(program);
        var connection = Connection.open(address(server))) {
      long good = connection.put("mail", NewJob.of("0"));
      long bad = connection.put("mail", NewJob.of("7"));
      long wrong = connection.put("mail", NewJob.of("65"));
      List<String> command =
          List.of("work", "mail", "--attempts", "2", "--backoff", "0", "--", "sh", "-c", script);
      try (var work = haulm(server, command.toArray(String[]::new))) {
        Polling.untilTrue(
            () -> "the jobs do not end: " + work.printed(),
            () ->
                connection.peek(good).isEmpty()
                    && isBuried(connection, bad)
                    && isBuried(connection, wrong));
        work.signal("TERM");
        assertThat(work.awaitExit()).isZero();
        assertThat(work.printed())
            .contains(
                "haulm: job 1: done",
                "haulm: job 2: released: exit code 7, again in 0 s",
                "haulm: job 2: buried: exit code 7",
                "haulm: job 3: buried: exit code 65");
      }
    }
    assertThat(Files.readAllLines(seen))
        .containsExactlyInAnyOrder("mail 1 1 0", "mail 2 1 7", "mail 2 2 7", "mail 3 1 65");
  }

  private static boolean isBuried(Connection connection, long id) {
    return connection.statsJob(id).map(stats -> stats.state()).equals(Optional.of(JobState.BURIED));
  }

  @Test
  void commandThatRunsMayFinishWhenTheWorkerIsStopped() throws IOException {
    Path go = folder.resolve("go");
    try (var server = start(Program.HAULM);
        var connection = Connection.open(address(server))) {
      String script = "echo began; until [ -e " + go + " ]; do sleep 0.01; done";
      long id = connection.put("mail", NewJob.of(""));
      try (var work = haulm(server, "work", "mail", "--", "sh", "-c", script)) {
        work.awaitLine(Pattern.compile("^began"), Polling.PATIENCE);
        work.signal("TERM");
        work.awaitLine(Pattern.compile("stopping; waiting for 1 commands"), Polling.PATIENCE);
        Files.createFile(go);

        assertThat(work.awaitExit()).isZero();
      }
      assertThat(connection.peek(id)).isEmpty();
    }
  }

  @Test
  void secondSignalEndsTheCommandsAndGivesTheirJobsBack() {
    try (var server = start(Program.HAULM);
        var connection = Connection.open(address(server))) {
      long id = connection.put("mail", NewJob.of(""));
      try (var work =
          haulm(server, "work", "mail", "--", "sh", "-c", "sleep 1000 & echo began $!; wait")) {
        String began = work.awaitLine(Pattern.compile("^began (\\d+)"), Polling.PATIENCE).group(1);
        work.signal("TERM");
        work.awaitLine(Pattern.compile("stopping"), Polling.PATIENCE);
        work.signal("TERM");

        assertThat(work.awaitExit()).isZero();
        Polling.untilTrue(
            () -> "what the command has started goes on",
            () -> ProcessHandle.of(Long.parseLong(began)).isEmpty());
      }
      assertThat(connection.peek(id)).isPresent();
    }
  }

  @Test
  void workGoesOnWhenTheServerComesBack() {
    FlagServer first = start(Program.HAULM);
    String port = Integer.toString(((InetSocketAddress) first.address()).getPort());
    try (var work = haulm(first, "work", "mail", "--", "sh", "-c", "echo did it")) {
      work.awaitLine(WORKING, Polling.PATIENCE);
      first.close();
      work.awaitLine(Pattern.compile("cannot connect to .*; trying again"), Polling.PATIENCE);
      try (var second = Program.HAULM.start(first.address(), "-l", "127.0.0.1", "-p", port);
          var connection = Connection.open(address(second))) {
        connection.put("mail", NewJob.of(""));
        work.awaitLine(Pattern.compile("did it"), Polling.PATIENCE);
        work.awaitLine(Pattern.compile("job 1: done"), Polling.PATIENCE);
      }
    }
  }

  @Test
  void completionScriptIsGoodForTheShell() {
    try (var server = start(Program.HAULM)) {
      for (String shell : List.of("bash", "zsh")) {
        List<String> script = printed(server, 0, "completion", shell);
        assertThat(script).anyMatch(line -> line.contains("--backoff-max"));
      }
      var arguments = new ArrayList<>(List.of("bash", "-c"));
      arguments.add(
          "source <("
              + Haulm.launcher()
              + " completion bash); COMP_WORDS=(haulm pu); COMP_CWORD=1; _complete_haulm;"
              + " echo ${COMPREPLY[@]}");
      try (var bash = ServerProcess.start(arguments)) {
        assertThat(bash.awaitExit()).isZero();
        assertThat(bash.printed()).containsExactly("put purge");
      }
    }
  }
}
