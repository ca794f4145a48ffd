package io.haulm.conformance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The beanstalkd that the system's packages install: the original all others are held against. */
record RealBeanstalkd(InetSocketAddress address, ServerProcess process) implements TestServer {

  static final Path PROGRAM = Path.of("/usr/bin/beanstalkd");

  // With -V it prints the address it is bound to, so that the system may choose the port.
  private static final Pattern BOUND = Pattern.compile("^bind \\d+ 127\\.0\\.0\\.1:(\\d+)");

  /** Starts it on a free port of the loopback with further flags. */
  static RealBeanstalkd start(String... flags) {
    var command = new ArrayList<>(command("-l", "127.0.0.1", "-p", "0", "-V"));
    command.addAll(List.of(flags));
    ServerProcess process = ServerProcess.start(command);
    int port = Integer.parseInt(process.awaitLine(BOUND, Polling.PATIENCE).group(1));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    // It is bound, and says so, a moment before it listens.
    Client.awaitListener(address);
    return new RealBeanstalkd(address, process);
  }

  /** Its command line with these arguments. */
  static List<String> command(String... arguments) {
    if (!Files.isExecutable(PROGRAM)) {
      throw new AssertionError(
          PROGRAM
              + " is missing: install the Debian package beanstalkd (./build conformance does)");
    }
    var command = new ArrayList<String>();
    command.add(PROGRAM.toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
