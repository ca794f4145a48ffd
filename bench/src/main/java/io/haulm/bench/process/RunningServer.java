package io.haulm.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.haulm.bench.BenchException;
import io.haulm.bench.wire.PlainClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A server under test. It answers when {@link #start} returns, and is gone when {@link #close}
 * returns or the bench ends.
 */
public final class RunningServer implements AutoCloseable {
  private static final long START_NANOS_MAX = 120_000_000_000L;
  private static final long POLL_NANOS = 1_000_000;
  private static final long STOP_SECONDS_MAX = 10;

  private static final Set<RunningServer> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(RunningServer::kill), "end-servers"));
  }

  private final ServerRecipe recipe;
  private final Path folder;
  private final InetSocketAddress address;
  private final Process process;
  private final long startMicros;
  private final List<Long> pids;

  private RunningServer(ServerRecipe recipe, Path folder) throws IOException {
    this.recipe = recipe;
    this.folder = folder;
    Files.createDirectories(dataFolder());
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    long beginNanos = System.nanoTime();
    process =
        new ProcessBuilder(recipe.commandFor(address.getPort(), dataFolder()))
            .redirectErrorStream(true)
            .redirectOutput(logFile().toFile())
            .start();
    RUNNING.add(this);
    try {
      awaitFirstReply(beginNanos + START_NANOS_MAX);
    } catch (BenchException e) {
      kill();
      throw e;
    }
    startMicros = (System.nanoTime() - beginNanos) / 1_000;
    // A launcher script need not replace itself by the server, so its children count as well.
    pids =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .map(ProcessHandle::pid)
            .toList();
  }

  /**
   * Starts a server and waits for its first reply.
   *
   * @param folder where its data and its output go; what an earlier server left there is kept
   */
  public static RunningServer start(ServerRecipe recipe, Path folder) {
    try {
      return new RunningServer(recipe, folder);
    } catch (IOException e) {
      throw new BenchException("cannot start " + recipe.name() + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** How long it took from the start of the process to the first reply. */
  public long startMicros() {
    return startMicros;
  }

  /** User and system time that it has used so far. */
  public long cpuMicros() {
    return pids.stream().mapToLong(ProcBooks::cpuMicros).sum();
  }

  /** Physical memory that it has. */
  public long residentBytes() {
    return pids.stream().mapToLong(ProcBooks::residentBytes).sum();
  }

  /** Room that its data takes on disk, counted in blocks as {@code du} does. */
  public long diskBytes() {
    try {
      Process du = new ProcessBuilder("du", "-s", "-B1", dataFolder().toString()).start();
      String output = new String(du.getInputStream().readAllBytes(), UTF_8);
      return Long.parseLong(output.split("\\s", -1)[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process without any warning, as a crash would. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    process.destroy();
    if (!awaitEnd()) {
      kill();
    }
  }

  private boolean awaitEnd() {
    try {
      boolean ended = process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
      if (ended) {
        RUNNING.remove(this);
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void awaitFirstReply(long deadlineNanos) {
    while (System.nanoTime() < deadlineNanos) {
      if (!process.isAlive()) {
        throw new BenchException(recipe.name() + " did not start: " + lastOutput());
      }
      try (PlainClient client = new PlainClient(address)) {
        String _ = client.ask("list-tube-used");
        return;
      } catch (IOException e) {
        // Nobody listens yet.
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    throw new BenchException(recipe.name() + " does not answer");
  }

  private String lastOutput() {
    try {
      List<String> lines = Files.readAllLines(logFile());
      return lines.isEmpty() ? "it said nothing" : lines.getLast();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path dataFolder() {
    return folder.resolve("data");
  }

  private Path logFile() {
    return folder.resolve("output.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
