package io.haulm.conformance.console;

import io.haulm.conformance.Haulm;
import io.haulm.conformance.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Haulm with its three faces on free ports. */
record ConsoleServer(String base, String beanstalkPort, String redisPort, ServerProcess process)
    implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile(
          "beanstalkd 127\\.0\\.0\\.1:(\\d+).*redis 127\\.0\\.0\\.1:(\\d+)"
              + ".*console (http://127\\.0\\.0\\.1:\\d+).*ready in \\d+ ms");

  static ConsoleServer start() {
    ServerProcess process =
        ServerProcess.start(
            Haulm.command(
                "serve",
                "--beanstalk",
                "127.0.0.1:0",
                "--redis",
                "127.0.0.1:0",
                "--http",
                "127.0.0.1:0",
                "--durability",
                "memory",
                "--data",
                temporaryFolder()));
    try {
      MatchResult ready = process.awaitLine(READY, Haulm.START_PATIENCE);
      return new ConsoleServer(ready.group(3) + "/", ready.group(1), ready.group(2), process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** Where the scripts find it. */
  List<String> arguments() {
    return List.of(base, beanstalkPort, redisPort);
  }

  @Override
  public void close() {
    process.close();
  }

  private static String temporaryFolder() {
    try {
      return Files.createTempDirectory("haulm-console").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
