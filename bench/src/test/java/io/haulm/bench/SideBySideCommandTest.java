package io.haulm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SideBySideCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commandLine = Bench.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  @Test
  void listShowsEachLoadOnALine() {
    assertThat(run("beanstalkd", "--list")).isZero();
    assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("pipeline "));
  }

  @Test
  void theRedisFaceHasLoadsOfItsOwn() {
    assertThat(run("redis", "--list")).isZero();
    assertThat(out.toString().lines())
        .extracting(line -> line.split(" ", -1)[0])
        .containsExactly(
            "xadd-pipeline", "xadd-durable", "xreadgroup", "list-cycle", "stream-memory", "celery");
  }

  @Test
  void aLoadThatDoesNotExistIsTheUsersMistake() {
    assertThat(run("beanstalkd", "--load", "nothing")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("no load is called nothing");
  }

  @Test
  void aMissingServerIsToldInOneLine() {
    assertThat(run("beanstalkd", "--haulm", "/nowhere/haulm", "--load", "cycle-1"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString().lines()).singleElement().asString().contains("/nowhere/haulm");
  }
}
