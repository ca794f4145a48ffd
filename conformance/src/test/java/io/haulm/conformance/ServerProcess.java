package io.haulm.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A server as a process of its own, with everything that it prints.
 *
 * <p>Standard output and standard error are read together: a person at a terminal sees them so.
 */
public final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final List<String> printed = new ArrayList<>();
  private final Thread reader;

  private ServerProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::readOutput);
  }

  /** Starts the command; it is killed with this JVM at the latest. */
  public static ServerProcess start(List<String> command) {
    return start(new ProcessBuilder(command));
  }

  /** Starts what the builder describes. */
  public static ServerProcess start(ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new ServerProcess(process);
    } catch (IOException e) {
      throw new AssertionError("cannot start " + builder.command() + ": " + e.getMessage(), e);
    }
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (printed) {
          printed.add(line);
          printed.notifyAll();
        }
      }
    } catch (IOException e) {
      // The pipe breaks when the process is killed: there is nothing more to read.
    }
  }

  /** Everything printed so far. */
  public List<String> printed() {
    synchronized (printed) {
      return List.copyOf(printed);
    }
  }

  /** Waits until a printed line contains the pattern; fails when the process ends before. */
  public MatchResult awaitLine(Pattern pattern, Duration patience) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    synchronized (printed) {
      int seen = 0;
      while (true) {
        for (; seen < printed.size(); seen++) {
          var matcher = pattern.matcher(printed.get(seen));
          if (matcher.find()) {
            return matcher.toMatchResult();
          }
        }
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (leftMillis <= 0 || !reader.isAlive()) {
          throw new AssertionError("no line like " + pattern + ", only " + printed);
        }
        waitForLine(Math.min(leftMillis, 100));
      }
    }
  }

  private void waitForLine(long millis) {
    try {
      printed.wait(millis);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a server", e);
    }
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal, by its name without SIG. */
  public void signal(String name) {
    var kill = start(List.of("kill", "-" + name, Long.toString(pid())));
    if (kill.awaitExit() != 0) {
      throw new AssertionError("kill -" + name + " " + pid() + " failed: " + kill.printed());
    }
  }

  /** Waits until the process has ended and all its output is read. */
  public int awaitExit() {
    return awaitExit(Polling.PATIENCE);
  }

  /** The same for a process that may run for so long. */
  public int awaitExit(Duration patience) {
    return Polling.until(
        patience,
        () -> "the process did not end; it printed " + printed(),
        () -> {
          if (process.isAlive() || reader.isAlive()) {
            return null;
          }
          return process.exitValue();
        });
  }

  /** Resident memory of the process, in bytes. */
  public long residentBytes() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // The parent first: it might start another child for one that ends.
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    awaitExit();
  }
}
