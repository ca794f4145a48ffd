package io.haulm.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code haulm bench engine}. */
@Command(
    name = "engine",
    description = "Measures the engine alone, without sockets, by JMH.",
    mixinStandardHelpOptions = true)
final class EngineCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JMH", description = "Arguments for JMH, behind --.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    Main.main(arguments.toArray(String[]::new));
    return CommandLine.ExitCode.OK;
  }
}
