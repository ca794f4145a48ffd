package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.haulm.client.Connection;
import io.haulm.conformance.redis.RedisServer;
import io.haulm.tasks.TaskClient;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two libraries run on Java 17: the compiler promises it, and here it is so. */
@Tag("conformance")
class JavaSeventeenTest {

  private static final Path JVMS = Path.of("/usr/lib/jvm");

  @Test
  void clientAndTasksRunOnJava17(@TempDir Path folder) throws Exception {
    compile(folder);
    try (Haulm jobs = Haulm.serve();
        RedisServer tasks = RedisServer.startHaulm();
        ServerProcess program =
            ServerProcess.start(
                List.of(
                    java17().toString(),
                    "-cp",
                    folder + File.pathSeparator + libraries(),
                    "Seventeen",
                    "127.0.0.1:" + jobs.address().getPort(),
                    "redis://127.0.0.1:" + tasks.address().getPort() + "/0"))) {
      program.awaitExit(Duration.ofMinutes(2));

      assertThat(program.printed()).containsExactly("java 17", "jobs true", "chord 12 by a worker");
    }
  }

  private static void compile(Path folder) throws URISyntaxException {
    URL source =
        Objects.requireNonNull(
            JavaSeventeenTest.class.getResource("/java17/Seventeen.java"), "the program");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-cp",
                libraries(),
                "-d",
                folder.toString(),
                Path.of(source.toURI()).toString());
    assertThat(result).isZero();
  }

  /** What a program of somebody else's would have on its class path. */
  private static String libraries() throws URISyntaxException {
    List<Class<?>> oneOfEach =
        List.of(
            Connection.class,
            TaskClient.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            Jdk8Module.class);
    StringBuilder path = new StringBuilder();
    for (Class<?> type : oneOfEach) {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      path.append(path.isEmpty() ? "" : File.pathSeparator).append(place);
    }
    return path.toString();
  }

  private static Path java17() throws IOException {
    try (Stream<Path> folders = Files.list(JVMS)) {
      return folders
          .sorted()
          .filter(JavaSeventeenTest::isJava17)
          .map(folder -> folder.resolve("bin/java"))
          .findFirst()
          .orElseThrow(() ->
              new AssertionError(
                  "no Java 17 in "
                      + JVMS
                      + ": install the Debian package openjdk-17-jre-headless"
                      + " (./build conformance does)"));
    }
  }

  private static boolean isJava17(Path folder) {
    try (Stream<String> lines = Files.lines(folder.resolve("release"))) {
      return Files.isExecutable(folder.resolve("bin/java"))
          && lines.anyMatch(line -> line.startsWith("JAVA_VERSION=\"17"));
    } catch (IOException e) {
      return false;
    }
  }
}
