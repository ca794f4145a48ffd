package io.haulm.conformance.redis;

import io.haulm.conformance.FreeAddress;
import io.haulm.conformance.Haulm;
import io.haulm.conformance.Polling;
import io.haulm.conformance.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A running server of the Redis protocol, stopped by {@link #close()}. */
public record RedisServer(InetSocketAddress address, ServerProcess process)
    implements AutoCloseable {

  private static final Path ORIGINAL = Path.of("/usr/bin/redis-server");
  private static final Pattern ORIGINAL_READY = Pattern.compile("Ready to accept connections");

  private static final Pattern HAULM_READY =
      Pattern.compile("redis 127\\.0\\.0\\.1:(\\d+).*ready in \\d+ ms");

  private static final boolean SUBJECT_IS_ORIGINAL =
      System.getProperty("haulm.conformance.redis", "haulm").equals("redis");

  /** What is held against the original: Haulm, unless a system property names the original. */
  static RedisServer startSubject(String... options) {
    return SUBJECT_IS_ORIGINAL ? startOriginal() : startHaulm(options);
  }

  /** Whether a second original stands in Haulm's place. */
  static boolean subjectIsOriginal() {
    return SUBJECT_IS_ORIGINAL;
  }

  /** For headings. */
  static String subjectName() {
    return SUBJECT_IS_ORIGINAL ? "redis-server again" : "haulm";
  }

  /**
   * Starts the redis-server of the system's packages, in memory, on a free port, with further
   * options.
   */
  public static RedisServer startOriginal(String... options) {
    if (!Files.isExecutable(ORIGINAL)) {
      throw new AssertionError(
          ORIGINAL
              + " is missing: install the Debian package redis-server (./build conformance does)");
    }
    return FreeAddress.start(address -> startOriginalAt(address.getPort(), options));
  }

  private static RedisServer startOriginalAt(int port, String... options) {
    var command = new ArrayList<>(List.of(ORIGINAL.toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
    command.addAll(List.of("--dir", temporaryFolder().toString(), "--daemonize", "no"));
    command.addAll(List.of(options));
    ServerProcess process = ServerProcess.start(command);
    try {
      process.awaitLine(ORIGINAL_READY, Polling.PATIENCE);
      return listening(port, process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** Asks a server on this machine; gives its reply in one line. */
  public static String ask(int port, String... words) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (var connection = new RedisConnection(address)) {
      return connection.ask(words).shown();
    }
  }

  /** Starts Haulm with its Redis face on a free port, in memory, with further options. */
  public static RedisServer startHaulm(String... options) {
    var command = new ArrayList<>(Haulm.command("serve", "--beanstalk", "127.0.0.1:0", "--redis"));
    command.addAll(List.of("127.0.0.1:0", "--http", "off", "--durability", "memory"));
    command.addAll(List.of("--data", temporaryFolder().toString()));
    command.addAll(List.of(options));
    ServerProcess process = ServerProcess.start(command);
    try {
      String port = process.awaitLine(HAULM_READY, Haulm.START_PATIENCE).group(1);
      return listening(Integer.parseInt(port), process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  private static RedisServer listening(int port, ServerProcess process) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Polling.untilTrue(() -> "nobody listens at " + address, () -> isListening(address));
    return new RedisServer(address, process);
  }

  private static boolean isListening(InetSocketAddress address) {
    try (var probe = new Socket(address.getAddress(), address.getPort())) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("haulm-conformance");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects somebody who waits for each reply. */
  RedisConnection connect() {
    return new RedisConnection(address);
  }

  /** Kills the server and waits until it is gone. */
  @Override
  public void close() {
    process.close();
  }
}
