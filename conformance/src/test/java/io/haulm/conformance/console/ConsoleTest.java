package io.haulm.conformance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console as people use it: a real Chromium, driven by Playwright. */
@Tag("conformance")
class ConsoleTest {
  private static final Path PICTURES = Path.of("target/console-pictures").toAbsolutePath();

  private ConsoleServer server;

  @BeforeAll
  static void installScripts() throws IOException {
    Scripts.install();
  }

  @BeforeEach
  void start() {
    server = ConsoleServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void peopleCanDoWhatTheyComeFor() {
    assertThat(Scripts.run("flows.mjs", server.arguments()))
        .containsExactly(
            "ok puts a job and watches it appear",
            "ok buries it",
            "ok finds it by a field of its payload",
            "ok retries it",
            "ok edits it and runs the edited one",
            "ok deletes it and takes that back",
            "ok kicks 10000 with progress",
            "ok purges, and undoes the purge",
            "ok steers by the keyboard alone",
            "ok claims a pending entry of a stream",
            "ok lets a viewer look and refuses the rest");
  }

  @Test
  void everyPageIsSoundInEveryLook() {
    assertThat(Scripts.run("prepare.mjs", server.arguments())).containsExactly("ok prepared");
    assertThat(Scripts.run("pages.mjs", List.of(server.base(), PICTURES.toString())))
        .containsExactly(
            "ok light-1440-en",
            "ok dark-1440-en",
            "ok dark-390-en",
            "ok light-390-en",
            "ok light-1440-pt-BR",
            "ok dark-1440-pt-BR",
            "ok dark-390-pt-BR",
            "ok light-390-pt-BR",
            "ok light-1440-zh-CN",
            "ok dark-1440-zh-CN",
            "ok dark-390-zh-CN",
            "ok light-390-zh-CN");
  }

  @Test
  void thousandTubesMoveWithoutLongTask() {
    assertThat(Scripts.run("budget.mjs", server.arguments()))
        .containsExactly("ok a thousand tubes move without a long task");
  }
}
