package io.haulm.conformance.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.Haulm;
import io.haulm.conformance.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console's own tools, where there is Node: types, unit tests, and the bundle built anew. */
@Tag("conformance")
class ConsoleBuildTest {
  private static final Path FOLDER = Path.of("target/console-build").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** What is made by tools, or is no part of the build. */
  private static final List<String> LEFT_OUT = List.of("node_modules", "target", ".vite");

  private static Path console() {
    return Haulm.launcher().resolveSibling("console");
  }

  @BeforeAll
  static void copySources() throws IOException {
    for (Path file : filesBelow(console())) {
      Path copy = FOLDER.resolve(console().relativize(file).toString());
      Files.createDirectories(copy.resolveSibling("."));
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    npm("ci", "--no-audit", "--no-fund");
  }

  @Test
  void typesAndAccessibilityHaveNoWarning() {
    npm("run", "check");
  }

  @Test
  void unitTestsPass() {
    npm("test");
  }

  @Test
  void buildingAgainGivesTheCommittedBundle() throws IOException {
    npm("run", "build");
    assertThat(contents(FOLDER.resolve("dist"))).isEqualTo(contents(console().resolve("dist")));
  }

  private static void npm(String... arguments) {
    var command = Stream.concat(Stream.of("npm"), Stream.of(arguments)).toList();
    var builder = new ProcessBuilder(command).directory(FOLDER.toFile());
    try (var process = ServerProcess.start(builder)) {
      assertThat(process.awaitExit(PATIENCE)).as("%s: %s", command, process.printed()).isZero();
    }
  }

  /** The files of a folder with their text; packed ones follow from those beside them. */
  private static Map<String, String> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, String>();
    for (Path file : filesBelow(folder)) {
      if (!file.toString().endsWith(".gz")) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> LEFT_OUT.stream().noneMatch(folder.relativize(file)::startsWith))
          .toList();
    }
  }
}
