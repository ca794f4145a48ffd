package io.haulm.server.beanstalk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** What {@code stats} tells of the machine and the process. Looked up when first asked for. */
final class HostFacts {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int ID_HEX_DIGITS = 16;

  // Some clients take an id for a number if it looks like one ("12e45..." does, too), and fail. So
  // the first digit is one that no number has.
  private static final String ID_FIRST_DIGITS = "abcdf";

  private final String id = newId();

  /** Processor time of this process. */
  record CpuTime(long userMicros, long systemMicros) {
    String userText() {
      return text(userMicros);
    }

    String systemText() {
      return text(systemMicros);
    }

    private static String text(long micros) {
      return String.format(
          Locale.ROOT, "%d.%06d", micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND);
    }
  }

  String id() {
    return id;
  }

  long pid() {
    return ProcessHandle.current().pid();
  }

  /** Reads {@code /proc/self/stat}; all 0 where there is none. */
  CpuTime cpuTime() {
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

  String hostname() {
    return firstLine(Path.of("/proc/sys/kernel/hostname"), "localhost");
  }

  /** As {@code uname -v} says it. */
  String os() {
    return firstLine(Path.of("/proc/sys/kernel/version"), System.getProperty("os.version", ""));
  }

  /** As {@code uname -m} says it. */
  String platform() {
    String arch = System.getProperty("os.arch", "");
    return arch.equals("amd64") ? "x86_64" : arch;
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
