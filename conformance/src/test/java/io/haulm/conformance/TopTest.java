package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code haulm top} in a pseudo terminal, and for scripts, with a real server. */
@Tag("conformance")
@Timeout(300)
class TopTest {
  private static final Pattern CONSOLE = Pattern.compile("console http://(127\\.0\\.0\\.1:\\d+)");
  private static final String WHOLE_SCREEN = "\u001b[?1049h";
  private static final String SCREEN_AS_BEFORE = "\u001b[?1049l";

  private static ServerProcess server;
  private static String http;
  private static String beanstalk;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            Haulm.command(
                "serve",
                "--beanstalk",
                "127.0.0.1:0",
                "--redis",
                "off",
                "--http",
                "127.0.0.1:0",
                "--durability",
                "memory"));
    http = server.awaitLine(CONSOLE, Haulm.START_PATIENCE).group(1);
    Pattern queue = Pattern.compile("beanstalkd (127\\.0\\.0\\.1:\\d+)");
    beanstalk = server.awaitLine(queue, Polling.PATIENCE).group(1);
    assertThat(run("put", "mail", "hello").printed()).isNotEmpty();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ServerProcess run(String... arguments) {
    var builder = new ProcessBuilder(Haulm.command(arguments));
    builder.environment().put("HAULM_SERVER", beanstalk);
    builder.environment().put("HAULM_HTTP", http);
    try (var process = ServerProcess.start(builder)) {
      assertThat(process.awaitExit()).as("%s", process.printed()).isZero();
      return process;
    }
  }

  /** A pseudo terminal of 24 lines and 80 columns in which a shell runs one script. */
  private static final class PseudoTerminal implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final StringBuilder seen = new StringBuilder();
    private final Screen screen = new Screen();

    PseudoTerminal(String after, String... environment) throws IOException {
      String command = String.join(" ", Haulm.command("top"));
      String script =
          "stty rows 24 cols 80; stty -g; " + String.join(" ", environment) + " " + command + after;
      var builder = new ProcessBuilder("script", "-qefc", script, "/dev/null");
      // A signal from the terminal ends this shell, where bash would wait and see what its child
      // makes of it.
      builder.environment().put("SHELL", "/bin/sh");
      process = builder.redirectErrorStream(true).start();
      reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (Reader reader =
          new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
        for (int next = reader.read(); next >= 0; next = reader.read()) {
          take((char) next);
        }
      } catch (IOException e) {
        // The terminal is gone with its process: there is nothing more to read.
      }
    }

    private synchronized void take(char character) {
      seen.append(character);
      screen.take(character);
    }

    void press(String keys) throws IOException {
      OutputStream out = process.getOutputStream();
      out.write(keys.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Waits until the screen shows a text. */
    PseudoTerminal await(String text) {
      Polling.until(
          Duration.ofMinutes(1),
          () -> "no \"" + text + "\" on\n" + screen.text(),
          () -> screen.text().contains(text) ? text : null);
      return this;
    }

    int awaitEnd() throws InterruptedException {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends: %s", seen()).isTrue();
      // What it said last may still be on its way.
      reader.join();
      return process.exitValue();
    }

    synchronized String seen() {
      return seen.toString();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private static PseudoTerminal top(String after, String... environment) throws IOException {
    String[] all = new String[environment.length + 1];
    all[0] = "HAULM_HTTP=" + http;
    System.arraycopy(environment, 0, all, 1, environment.length);
    return new PseudoTerminal(after, all);
  }

  @Test
  void tubesAreShownAndKeysAreObeyed() throws Exception {
    try (var terminal = top("; echo ended with $?")) {
      terminal.await("mail").await("live");
      assertThat(terminal.seen()).contains(WHOLE_SCREEN);
      terminal.press("2");
      terminal.await("[2 jobs]");
      terminal.press("?");
      terminal.await("move jobs to another tube");
      terminal.press("q");
      assertThat(terminal.awaitEnd()).isZero();
      assertThat(terminal.seen()).endsWith("ended with 0\r\n");
    }
  }

  @Test
  void theTerminalIsAsBeforeAlsoAfterAnInterrupt() throws Exception {
    for (String end : List.of("q", "\u0003")) {
      try (var terminal = top("; stty -g")) {
        terminal.await("mail");
        terminal.press(end);
        assertThat(terminal.awaitEnd()).isZero();

        String seen = terminal.seen();
        assertThat(seen).contains(SCREEN_AS_BEFORE);
        String before = seen.substring(0, seen.indexOf('\r'));
        assertThat(seen).endsWith(before + "\r\n");
      }
    }
  }

  @Test
  void noColoursAreShownToWhoDoesNotWantThem() throws Exception {
    try (var terminal = top("", "NO_COLOR=1")) {
      terminal.await("mail").await("live");
      terminal.press("q");
      terminal.awaitEnd();
      assertThat(terminal.seen()).doesNotContain("[1;31m").doesNotContain("[33m");
    }
  }

  @Test
  void aPurgeIsCountedAskedAboutAndDone() throws Exception {
    assertThat(run("put", "waste", "one").printed()).isNotEmpty();
    try (var terminal = top("")) {
      terminal.await("waste");
      terminal.press("/waste\r");
      terminal.await("/waste");
      terminal.press("D");
      terminal.await("purge 1 jobs? Type waste:");
      terminal.press("waste\r");
      terminal.await("purge: 1 jobs, done");
      terminal.press("q");
      terminal.awaitEnd();
    }
  }

  @Test
  void scriptsAreToldOnce() {
    assertThat(run("top", "--once").printed())
        .anyMatch(line -> line.contains("TUBE"))
        .anyMatch(line -> line.contains("mail"));
    assertThat(run("top", "--once", "--json").printed())
        .hasSize(1)
        .first()
        .asString()
        .contains("\"tubes\":[", "\"name\":\"mail\"", "\"attention\":[");
  }

  @Test
  void withoutATerminalItSaysSo() {
    var builder = new ProcessBuilder(Haulm.command("top"));
    builder.environment().put("HAULM_HTTP", http);
    try (var process = ServerProcess.start(builder)) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.printed())
          .contains("haulm: there is no terminal to show it in; use --once");
    }
  }

  @Test
  void aServerThatIsNotThereIsOneLine() {
    var builder = new ProcessBuilder(Haulm.command("top", "--once", "--http", "127.0.0.1:1"));
    try (var process = ServerProcess.start(builder)) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.printed().getFirst())
          .startsWith("haulm: http://127.0.0.1:1/ cannot be reached");
    }
  }
}
