package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.FlagServer.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code haulm beanstalkd} in the place of {@code beanstalkd} in a unit file or a script. */
@Tag("conformance")
class CommandLineTest {

  /** Hands an open socket to the program behind it, as systemd does. */
  private static final Path SOCKET_ACTIVATION = Path.of("src/test/clients/listen-fds.pl");

  /** Each program begins its messages with its own name. */
  private static final Pattern PROGRAM_NAME = Pattern.compile("^(haulm )?\\S*: ");

  @TempDir private Path folder;

  private record Ending(int exitCode, String firstLine) {}

  private static Ending run(Program program, String flags) {
    List<String> words = flags.isEmpty() ? List.of() : List.of(flags.split(" ", -1));
    try (var process = ServerProcess.start(program.command(words))) {
      int exitCode = process.awaitExit();
      List<String> printed = process.printed();
      assertThat(printed).as(program + " " + flags).isNotEmpty();
      assertThat(printed).as("stack trace").noneMatch(line -> line.startsWith("\tat "));
      return new Ending(exitCode, PROGRAM_NAME.matcher(printed.getFirst()).replaceFirst(""));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-x",
        "foo",
        "-p",
        "-l",
        "-z",
        "-z x",
        "-f x",
        "-s x",
        "-b",
        "-u",
        "-f",
        "-s",
        "--help",
        "-Fz",
        "-zx",
        "-V -z 1x",
        "-"
      })
  void wrongFlagsAreRefusedAlike(String flags) {
    assertThat(run(Program.HAULM, flags)).isEqualTo(run(Program.BEANSTALKD, flags));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-xh",
        "-Vx",
        "-h",
        "-v",
        "-hv",
        "-vx",
        "-Vv",
        "-c -v",
        "-n -v",
        "-p nonsense",
        "-l 127.0.0.1 -p nonsense",
        "-l nowhere.invalid",
        "-l unix:/nonexistent/socket",
        "-l 127.0.0.1 -p 0 -u nobody-of-this-name"
      })
  void endsWithTheSameExitCode(String flags) {
    assertThat(run(Program.HAULM, flags).exitCode())
        .isEqualTo(run(Program.BEANSTALKD, flags).exitCode());
  }

  @ParameterizedTest
  @EnumSource
  void portThatIsTakenEndsWith111(Program program) throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThat(run(program, "-l 127.0.0.1 -p " + taken.getLocalPort()).exitCode()).isEqualTo(111);
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherFileInPlaceOfTheSocketEndsWith111(Program program) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run(program, "-l unix:" + file).exitCode()).isEqualTo(111);
    assertThat(file).isRegularFile();
  }

  @ParameterizedTest
  @EnumSource
  void listensAtAddressAndPort(Program program) {
    try (var server = program.start();
        var client = server.connect()) {
      client.expect("list-tube-used", "USING default");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesClustersAndGluedValues(Program program) {
    try (var server =
            FreeAddress.start(address ->
                program.start(address, "-Fl127.0.0.1", "-p" + address.getPort(), "-Vz100"));
        var client = server.connect()) {
      assertThat(client.dictionary("stats")).containsEntry("max-job-size", "100");
    }
  }

  @ParameterizedTest
  @EnumSource
  void lastOfRepeatedFlagsCounts(Program program) {
    Path socket = folder.resolve("s");
    try (var server = program.startAt(socket, "-z1", "-z", "7", "-l", "unix:" + socket);
        var client = server.connect()) {
      assertThat(client.dictionary("stats")).containsEntry("max-job-size", "7");
    }
  }

  @ParameterizedTest
  @EnumSource
  void socketFileServesAndOldOneIsReplaced(Program program) throws IOException {
    Path socket = folder.resolve("s");
    try (var old = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      old.bind(UnixDomainSocketAddress.of(socket));
    }
    try (var server = program.startAt(socket, "-l", "unix:" + socket);
        var client = server.connect()) {
      long id = client.put("0 0 60", "hello");
      client.expect("peek " + id, "FOUND " + id + " 5\r\nhello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodiesAreLimitedBySizeFlag(Program program) {
    Path socket = folder.resolve("s");
    try (var server = program.startAt(socket, "-z", "100", "-l", "unix:" + socket);
        var client = server.connect()) {
      long id = client.put("0 0 60", "x".repeat(100));
      client.expect("put 0 0 60 101\r\n" + "x".repeat(101), "JOB_TOO_BIG");
      client.expect("delete " + id, "DELETED");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sizeIsAtMostOneGibibyte(Program program) {
    Path socket = folder.resolve("s");
    try (var server = program.startAt(socket, "-z", "1073741825", "-l", "unix:" + socket);
        var client = server.connect()) {
      assertThat(client.dictionary("stats")).containsEntry("max-job-size", "1073741824");
    }
  }

  @ParameterizedTest
  @EnumSource
  void drainsAfterUsr1(Program program) {
    Path socket = folder.resolve("s");
    try (var server = program.startAt(socket, "-l", "unix:" + socket);
        var client = server.connect()) {
      long id = client.put("0 0 60", "x");
      client.dictionary("stats");

      program.awaitReady(server);
      server.process().signal("USR1");

      Polling.untilTrue(
          () -> "it never drains", () -> "true".equals(client.dictionary("stats").get("draining")));
      client.expect("put 0 0 60 1\r\ny", "DRAINING");
      client.expect("put 0 0 60 70000\r\n" + "x".repeat(70_000), "JOB_TOO_BIG");
      client.expect("put 0 0 60 x", "BAD_FORMAT");
      client.expect("put 0 0 60 1\r\ny_\r\n", "EXPECTED_CRLF").expectReply("UNKNOWN_COMMAND");
      client.expect("reserve", "RESERVED " + id + " 1\r\nx");
      client.expect("release " + id + " 0 0", "RELEASED").expect("delete " + id, "DELETED");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAtOnceAtSigterm(Program program) {
    Path socket = folder.resolve("s");
    try (var server = program.startAt(socket, "-l", "unix:" + socket);
        var client = server.connect()) {
      client.put("0 0 60", "x");
      program.awaitReady(server);
      server.process().signal("TERM");
      client.expectReply(Client.END);
      // The exit code is a deliberate difference.
      server.process().awaitExit();
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesTcpSocketFromSystemd(Program program) {
    InetSocketAddress address = FreeAddress.find();
    servesOnInheritedSocket(program, address, Integer.toString(address.getPort()));
  }

  @ParameterizedTest
  @EnumSource
  void takesUnixSocketFromSystemd(Program program) {
    Path socket = folder.resolve("s");
    servesOnInheritedSocket(program, UnixDomainSocketAddress.of(socket), socket.toString());
  }

  private static void servesOnInheritedSocket(
      Program program, SocketAddress address, String portOrPath) {
    var command = new ArrayList<>(List.of("perl", SOCKET_ACTIVATION.toString(), portOrPath));
    // The flags must give way: nobody could bind this port.
    command.addAll(program.command(List.of("-l", "127.0.0.1", "-p", "1")));
    try (var server = FlagServer.awaitListening(ServerProcess.start(command), address);
        var client = server.connect()) {
      client.expect("list-tube-used", "USING default");
    }
  }
}
