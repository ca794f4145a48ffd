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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final InetSocketAddress httpAddress;
  private final Process process;
  private final long startMicros;
  private volatile List<ProcessHandle> handles;

  private RunningServer(ServerRecipe recipe, Path folder) throws IOException {
    this.recipe = recipe;
    this.folder = folder;
    Files.createDirectories(dataFolder());
    address = freeAddress();
    httpAddress = freeAddress();
    long beginNanos = System.nanoTime();
    process =
        new ProcessBuilder(
                recipe.commandFor(address.getPort(), httpAddress.getPort(), dataFolder()))
            .redirectErrorStream(true)
            .redirectOutput(logFile().toFile())
            .start();
    handles = List.of(process.toHandle());
    RUNNING.add(this);
    try {
      awaitFirstReply(beginNanos + START_NANOS_MAX);
    } catch (ServerStartException e) {
      handles = processes();
      kill();
      throw e;
    }
    startMicros = (System.nanoTime() - beginNanos) / 1_000;
    handles = processes();
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

  /** Where its console listens, if its command line says that it has one. */
  public InetSocketAddress httpAddress() {
    return httpAddress;
  }

  /** How long it took from the start of the process to the first reply. */
  public long startMicros() {
    return startMicros;
  }

  /** User and system time that it has used so far. */
  public long cpuMicros() {
    return handles.stream().mapToLong(one -> ProcBooks.cpuMicros(one.pid())).sum();
  }

  /** Physical memory that it has. */
  public long residentBytes() {
    return handles.stream().mapToLong(one -> ProcBooks.residentBytes(one.pid())).sum();
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
    handles.forEach(ProcessHandle::destroyForcibly);
    boolean _ = awaitEnd();
  }

  @Override
  public void close() {
    handles.forEach(ProcessHandle::destroy);
    if (!awaitEnd()) {
      kill();
    }
  }

  /** Waits until all its processes are gone; false when that takes too long. */
  private boolean awaitEnd() {
    CompletableFuture<?>[] ends =
        handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
      RUNNING.remove(this);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for the end of a process does not fail", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A launcher script need not replace itself by the server, so its children count as well. */
  private List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private void awaitFirstReply(long deadlineNanos) {
    while (System.nanoTime() < deadlineNanos) {
      if (!process.isAlive()) {
        throw new ServerStartException(recipe.name() + " did not start: " + lastOutput());
      }
      try (PlainClient client = new PlainClient(address)) {
        String _ = client.ask("list-tube-used");
        return;
      } catch (IOException e) {
        // Nobody listens yet.
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    throw new ServerStartException(recipe.name() + " does not answer");
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

  private static InetSocketAddress freeAddress() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return new InetSocketAddress(loopback, socket.getLocalPort());
    }
  }
}
