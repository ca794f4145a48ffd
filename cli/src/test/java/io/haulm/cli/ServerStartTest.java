package io.haulm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails says why in one line, and ends with the code that beanstalkd has for it. */
@Timeout(60)
class ServerStartTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    Streams streams =
        new Streams(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Main(streams, Map.of()).run(arguments);
  }

  private void assertOneLineAbout(String what) {
    assertThat(err.toString(UTF_8)).startsWith("haulm: ").contains(what).hasLineCount(1);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void portThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("serve", "--durability", "memory", "--beanstalk", "127.0.0.1:" + port))
          .isEqualTo(ExitCodes.SOCKET);
      assertOneLineAbout(port);
    }
  }

  @Test
  void portThatIsTakenForRedisIsNamedWithItsOption() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      assertThat(
              run(
                  "serve",
                  "--durability",
                  "memory",
                  "--beanstalk",
                  "127.0.0.1:0",
                  "--redis",
                  address))
          .isEqualTo(ExitCodes.SOCKET);
      assertOneLineAbout(
          address + " is taken by another process; choose another address with --redis");
    }
  }

  @Test
  void addressThatOthersReachNeedsAPassword() {
    assertThat(
            run(
                "serve",
                "--durability",
                "memory",
                "--beanstalk",
                "127.0.0.1:0",
                "--redis",
                "0.0.0.0:0"))
        .isEqualTo(ExitCodes.SOCKET);
    assertOneLineAbout("it needs a password: set --redis-password, or listen on 127.0.0.1");
  }

  @Test
  void consoleThatOthersReachNeedsAUser() {
    assertThat(
            run(
                "serve",
                "--durability",
                "memory",
                "--beanstalk",
                "127.0.0.1:0",
                "--redis",
                "off",
                "--http",
                "0.0.0.0:0"))
        .isEqualTo(ExitCodes.SOCKET);
    assertOneLineAbout("--http 0.0.0.0:0 can be reached from other machines, so it needs a user");
  }

  @Test
  void portThatIsTakenEndsBeanstalkdToo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("beanstalkd", "-l127.0.0.1", "-p", port)).isEqualTo(ExitCodes.SOCKET);
      assertOneLineAbout(port);
    }
  }

  @Test
  void hostThatDoesNotExistIsNamed() {
    assertThat(run("serve", "--durability", "memory", "--beanstalk", "no-such-host.invalid:0"))
        .isEqualTo(ExitCodes.SOCKET);
    assertOneLineAbout("no-such-host.invalid");
  }

  @Test
  void fileInPlaceOfSocketIsKept(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "precious");

    assertThat(run("beanstalkd", "-l", "unix:" + file)).isEqualTo(ExitCodes.SOCKET);
    assertOneLineAbout(file.toString());
    assertThat(file).hasContent("precious");
  }

  @Test
  void socketInFolderThatIsMissingIsReported(@TempDir Path folder) {
    Path socket = folder.resolve("missing").resolve("socket");

    assertThat(run("serve", "--durability", "memory", "--beanstalk", "unix:" + socket))
        .isEqualTo(ExitCodes.SOCKET);
    assertOneLineAbout(socket.toString());
  }
}
