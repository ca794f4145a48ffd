package io.haulm.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.haulm.bench.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A program that takes part in a load, and is told by lines what to do. It ends when its standard
 * input does, or with the bench.
 */
public final class ChildProcess implements AutoCloseable {
  private static final long STOP_SECONDS_MAX = 10;

  private final Process process;
  private final BufferedReader output;
  private final PrintStream input;

  private ChildProcess(Process process) {
    this.process = process;
    output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    input = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  /**
   * Starts a program and waits for the line by which it says that it is ready.
   *
   * @throws BenchException when it ends before, with what it said
   */
  public static ChildProcess start(List<String> command, String readyLine) {
    try {
      ChildProcess child =
          new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
      Runtime.getRuntime().addShutdownHook(new Thread(child::kill, "end-program"));
      child.awaitLine(readyLine);
      return child;
    } catch (IOException e) {
      throw new BenchException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  /** Gives it a line and returns the one that it answers. */
  public String ask(String line) {
    input.println(line);
    try {
      return Objects.requireNonNullElseGet(
          output.readLine(),
          () -> {
            throw new BenchException("the program ended instead of doing: " + line);
          });
    } catch (IOException e) {
      throw new BenchException("the program does not answer: " + e.getMessage(), e);
    }
  }

  private void awaitLine(String wanted) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
      said.add(line);
    }
    throw new BenchException("the program ended: " + (said.isEmpty() ? "" : said.getLast()));
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    input.close();
    try {
      boolean _ = process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }
}
