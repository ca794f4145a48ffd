package io.haulm.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the kernel knows about a process, read from {@code /proc}. Zero for one that has ended. */
final class ProcBooks {
  /** Linux shows user and system time in hundredths of a second on every common machine. */
  private static final long MICROS_PER_TICK = 10_000;

  /** Fields 14 and 15 of stat, counted from the first one behind the program's name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  private ProcBooks() {}

  static long cpuMicros(long pid) {
    return cpuMicros(read(pid, "stat"));
  }

  /** The name of the program may hold blanks and brackets, so counting begins behind it. */
  static long cpuMicros(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return ticks * MICROS_PER_TICK;
  }

  static long residentBytes(long pid) {
    return residentBytes(read(pid, "status"));
  }

  static long residentBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
