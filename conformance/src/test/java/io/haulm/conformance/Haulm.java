package io.haulm.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Haulm, started by its script as a person would start it. */
public record Haulm(InetSocketAddress address, ServerProcess process) implements TestServer {

  /** The script may find that it has to build first. */
  public static final Duration START_PATIENCE = Duration.ofMinutes(5);

  private static final Pattern READY = Pattern.compile("127\\.0\\.0\\.1:(\\d+).*ready in \\d+ ms");

  /** Starts {@code haulm serve} on a free port, in memory, with further options. */
  static Haulm serve(String... options) {
    var command =
        new ArrayList<>(
            command("serve", "--beanstalk", "127.0.0.1:0", "--redis", "off", "--http", "off"));
    command.addAll(List.of("--durability", "memory"));
    command.addAll(List.of("--data", temporaryFolder().toString()));
    command.addAll(List.of(options));
    return awaitReady(ServerProcess.start(command));
  }

  /** Waits for the line that says where a Haulm with one TCP address listens. */
  static Haulm awaitReady(ServerProcess process) {
    try {
      int port = Integer.parseInt(process.awaitLine(READY, START_PATIENCE).group(1));
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      Client.awaitListener(address);
      return new Haulm(address, process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** Its command line with these arguments. */
  public static List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    command.add(launcher().toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The script that starts Haulm. */
  public static Path launcher() {
    String named = System.getProperty("haulm.launcher");
    if (named != null) {
      return Path.of(named);
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path script = folder.resolve("haulm");
      if (Files.isRegularFile(script) && Files.isExecutable(script)) {
        return script;
      }
    }
    throw new AssertionError(
        "no script ./haulm in " + start + " or above; name it by -Dhaulm.launcher");
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("haulm-conformance");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
