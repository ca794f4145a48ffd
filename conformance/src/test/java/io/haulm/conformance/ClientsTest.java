package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs with the clients that people use, really run.
 *
 * <p>Each runs against the original as well: a program that fails there proves nothing.
 */
@Tag("conformance")
class ClientsTest {

  private static final Path PROGRAMS = Path.of("src/test/clients");
  private static final Path NODE_FOLDER = Path.of("target/clients/node");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What every program does; the same words stand in each of them. */
  private static final List<String> STEPS =
      List.of(
          "ok puts and works",
          "ok keeps binary bytes",
          "ok retries with a delay",
          "ok buries first and deletes last",
          "ok kicks what was buried",
          "ok peeks",
          "ok reads stats",
          "ok pauses a tube",
          "ok serves several tubes",
          "ok loses a job when its time is over");

  /** jackd forgets the CRLF of pause-tube; surftools' client has no such command. */
  private static final List<String> STEPS_WITHOUT_PAUSE =
      STEPS.stream().filter(step -> !step.equals("ok pauses a tube")).toList();

  /** The servers that the clients must not be able to tell apart. */
  enum Server {
    BEANSTALKD {
      @Override
      TestServer start() {
        return RealBeanstalkd.start();
      }
    },
    HAULM {
      @Override
      TestServer start() {
        return Haulm.serve();
      }
    },
    HAULM_AS_1_12 {
      @Override
      TestServer start() {
        return Haulm.serve("--beanstalkd-version", "1.12");
      }
    };

    abstract TestServer start();
  }

  private static final Map<Server, TestServer> SERVERS = new EnumMap<>(Server.class);

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(TestServer::close);
    SERVERS.clear();
  }

  @ParameterizedTest
  @EnumSource
  void pheanstalkWorks(Server server) {
    assertThat(run(server, "php", PROGRAMS.resolve("php/work.php"))).isEqualTo(STEPS);
  }

  @ParameterizedTest
  @EnumSource
  void beaneaterWorks(Server server) {
    assertThat(run(server, "ruby", PROGRAMS.resolve("ruby/work.rb"))).isEqualTo(STEPS);
  }

  @ParameterizedTest
  @EnumSource
  void jackdWorks(Server server) throws IOException {
    installNodeClient();
    assertThat(run(server, "node", NODE_FOLDER.resolve("work.js"))).isEqualTo(STEPS_WITHOUT_PAUSE);
  }

  @ParameterizedTest
  @EnumSource
  void surftoolsClientWorks(Server server) {
    assertThat(SurftoolsWork.run(address(server))).isEqualTo(STEPS_WITHOUT_PAUSE);
  }

  private static InetSocketAddress address(Server server) {
    return (InetSocketAddress) SERVERS.computeIfAbsent(server, Server::start).address();
  }

  private static List<String> run(Server server, String interpreter, Path program) {
    String port = Integer.toString(address(server).getPort());
    try (var process =
        ServerProcess.start(List.of(interpreter, program.toString(), "127.0.0.1", port))) {
      process.awaitExit(PATIENCE);
      return process.printed();
    }
  }

  /** Installs what the lock file names, once for each build folder. */
  private static void installNodeClient() throws IOException {
    Files.createDirectories(NODE_FOLDER);
    for (String file : List.of("package.json", "package-lock.json", "work.js")) {
      Files.copy(
          PROGRAMS.resolve("node").resolve(file),
          NODE_FOLDER.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.isDirectory(NODE_FOLDER.resolve("node_modules/jackd"))) {
      return;
    }
    var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund");
    try (var process = ServerProcess.start(npm.directory(NODE_FOLDER.toFile()))) {
      assertThat(process.awaitExit(PATIENCE)).as("npm ci: %s", process.printed()).isZero();
    }
  }
}
