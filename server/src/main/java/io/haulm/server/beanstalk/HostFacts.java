package io.haulm.server.beanstalk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What {@code stats} tells of the process and the machine. Looked up when it is asked for, so that
 * it costs nothing at the start.
 */
final class HostFacts {
  /** Processor time that this process has taken. */
  record CpuTimes(long userMicros, long systemMicros) {}

  private static final Path KERNEL = Path.of("/proc/sys/kernel");
  private static final Path PROCESS = Path.of("/proc/self/stat");

  // In /proc/self/stat, counted from behind the name of the command, which may hold anything.
  private static final int USER_TICKS_FIELD = 11;
  private static final int SYSTEM_TICKS_FIELD = 12;

  // The unit of /proc/self/stat has been 1/100 s on every machine that Java runs on.
  private static final long MICROS_PER_TICK = 10_000;

  private final long startNanos = System.nanoTime();
  private final String instanceId = newInstanceId();

  /** The process. */
  long pid() {
    return ProcessHandle.current().pid();
  }

  /** How long ago this server was started. */
  long uptimeSeconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
  }

  /**
   * Tells this start of the server from others: 16 hexadecimal digits. The first is a letter other
   * than {@code e}, because some clients turn what looks like a number into one.
   */
  String instanceId() {
    return instanceId;
  }

  /** As {@code uname -n} shows it. */
  String hostname() {
    return firstLine(KERNEL.resolve("hostname"), "localhost");
  }

  /** As {@code uname -v} shows it. */
  String os() {
    return firstLine(KERNEL.resolve("version"), System.getProperty("os.version"));
  }

  /** As {@code uname -m} shows it. */
  String platform() {
    String arch = System.getProperty("os.arch");
    return arch.equals("amd64") ? "x86_64" : arch;
  }

  /** Processor time up to now. */
  CpuTimes cpuTimes() {
    try {
      String stat = Files.readString(PROCESS, ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new CpuTimes(
          Long.parseLong(fields[USER_TICKS_FIELD]) * MICROS_PER_TICK,
          Long.parseLong(fields[SYSTEM_TICKS_FIELD]) * MICROS_PER_TICK);
    } catch (IOException _) {
      Duration total = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
      return new CpuTimes(TimeUnit.NANOSECONDS.toMicros(total.toNanos()), 0);
    }
  }

  private static String firstLine(Path file, String otherwise) {
    try {
      return Files.readString(file, ISO_8859_1).lines().findFirst().orElse(otherwise);
    } catch (IOException _) {
      return otherwise;
    }
  }

  private static String newInstanceId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "abcdf".charAt(random.nextInt(5)) + String.format("%015x", random.nextLong() >>> 4);
  }
}
