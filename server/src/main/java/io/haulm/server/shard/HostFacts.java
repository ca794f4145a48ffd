package io.haulm.server.shard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** What statistics tell of the machine and the process. Looked up when asked for. */
public final class HostFacts {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int ID_HEX_DIGITS = 16;
  private static final long PAGE_BYTES = 4096;

  // Some clients take an id for a number if it looks like one ("12e45..." does, too), and fail. So
  // the first digit is one that no number has.
  private static final String ID_FIRST_DIGITS = "abcdf";

  private final String id = newId();

  /** Processor time of this process. */
  public record CpuTime(long userMicros, long systemMicros) {
    /** Seconds in user code, with six digits behind the point. */
    public String userText() {
      return text(userMicros);
    }

    /** Seconds in the system, with six digits behind the point. */
    public String systemText() {
      return text(systemMicros);
    }

    private static String text(long micros) {
      return String.format(
          Locale.ROOT, "%d.%06d", micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND);
    }
  }

  /** Sixteen hexadecimal digits, new for each start. */
  public String id() {
    return id;
  }

  /** Number of the process. */
  public long pid() {
    return ProcessHandle.current().pid();
  }

  /** Reads {@code /proc/self/stat}; all 0 where there is none. */
  public CpuTime cpuTime() {
    String stat = firstLine(Path.of("/proc/self/stat"), "");
    int nameEnd = stat.lastIndexOf(')');
    if (nameEnd < 0) {
      return new CpuTime(0, 0);
    }
    // Behind the name: state and ten more fields, then utime and stime in ticks of 10 ms.
    String[] fields = stat.substring(nameEnd + 2).split(" ", -1);
    long microsPerTick = 10_000;
    return new CpuTime(
        Long.parseLong(fields[11]) * microsPerTick, Long.parseLong(fields[12]) * microsPerTick);
  }

  /** Name of the machine. */
  public String hostname() {
    return firstLine(Path.of("/proc/sys/kernel/hostname"), "localhost");
  }

  /** As {@code uname -v} says it. */
  public String os() {
    return firstLine(Path.of("/proc/sys/kernel/version"), System.getProperty("os.version", ""));
  }

  /** As {@code uname -m} says it. */
  public String platform() {
    String arch = System.getProperty("os.arch", "");
    return arch.equals("amd64") ? "x86_64" : arch;
  }

  /** Bytes of this process that lie in memory; 0 where that is not to be found out. */
  public long residentBytes() {
    String[] fields = firstLine(Path.of("/proc/self/statm"), "0 0").split(" ", -1);
    return Long.parseLong(fields[1]) * PAGE_BYTES;
  }

  private static String firstLine(Path file, String otherwise) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .lines()
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder digits = new StringBuilder(ID_HEX_DIGITS);
    digits.append(ID_FIRST_DIGITS.charAt(random.nextInt(ID_FIRST_DIGITS.length())));
    while (digits.length() < ID_HEX_DIGITS) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }
}
