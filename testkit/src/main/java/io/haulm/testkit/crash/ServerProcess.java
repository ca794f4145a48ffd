package io.haulm.testkit.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A queue server in a process of its own, which can be killed without warning. */
public final class ServerProcess implements AutoCloseable {
  /** In a command, stands for the port that the server is to listen on. */
  public static final String PORT = "{port}";

  /** In a command, stands for the folder that outlives the server. */
  public static final String DATA = "{data}";

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration STALL_MAX = Duration.ofSeconds(30);
  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

  /** Asks a server whether it is ready. */
  @FunctionalInterface
  public interface Question {
    /**
     * True when it answered as it should.
     *
     * @throws IOException when it did not answer
     */
    boolean isAnswered(int port) throws IOException;
  }

  private final Process process;
  private final int port;
  private final Path output;
  private final Question question;

  private ServerProcess(Process process, int port, Path output, Question question) {
    this.process = process;
    this.port = port;
    this.output = output;
    this.question = question;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param command its command line with {@link #PORT} and {@link #DATA} in it
   * @param output where its own words go
   * @param question finds out whether it is ready
   * @throws IOException when it ends instead, or does not get ready
   */
  public static ServerProcess start(List<String> command, Path data, Path output, Question question)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> filled =
        command.stream()
            .map(word -> word.replace(PORT, "" + port).replace(DATA, data.toString()))
            .toList();
    Process process =
        new ProcessBuilder(filled)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    ServerProcess server = new ServerProcess(process, port, output, question);
    server.awaitReady();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < START_MAX.toNanos()) {
      if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the server ended at its start: " + Files.readString(output));
      }
      if (answers()) {
        return;
      }
    }
    kill();
    throw new IOException("the server did not answer: " + Files.readString(output));
  }

  private boolean answers() {
    try {
      return question.isAnswered(port);
    } catch (IOException _) {
      // Not yet.
      return false;
    }
  }

  /** Where it listens, on the loopback address. */
  public int port() {
    return port;
  }

  /**
   * Waits until so many operations are confirmed.
   *
   * @throws IOException when none is confirmed for too long
   */
  public void awaitConfirmations(LongSupplier confirmed, long wanted) throws IOException {
    long startNanos = System.nanoTime();
    while (confirmed.getAsLong() < wanted) {
      if (System.nanoTime() - startNanos > STALL_MAX.toNanos()) {
        throw new IOException("the server confirms nothing: " + Files.readString(output));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Ends the server, and what a launcher started for it, by SIGKILL. */
  public void kill() {
    List<ProcessHandle> all = process.toHandle().descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    all.forEach(handle -> handle.onExit().join());
  }

  @Override
  public void close() {
    kill();
  }
}
