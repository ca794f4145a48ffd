package io.haulm.bench;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code haulm bench}. */
@Command(
    name = "haulm bench",
    description = "Measures Haulm.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BeanstalkdCommand.class,
      RedisCommand.class,
      TasksCommand.class,
      EngineCommand.class
    })
public final class Bench {
  private Bench() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line; a failure is one line on standard error, never a stack trace. */
  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler((failure, commandLine, _) -> {
          if (failure instanceof BenchException || failure instanceof IOException) {
            commandLine.getErr().println("haulm bench: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw failure;
        });
  }
}
