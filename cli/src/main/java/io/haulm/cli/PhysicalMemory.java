package io.haulm.cli;

import java.lang.management.ManagementFactory;

/** How much memory the machine, or the container, has. */
final class PhysicalMemory {
  private static final long MEBIBYTE = 1 << 20;

  private PhysicalMemory() {}

  /** A part of it, in bytes, rounded down to whole mebibytes but never 0. */
  static long percent(int percent) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Math.max(1, system.getTotalMemorySize() / MEBIBYTE * percent / 100) * MEBIBYTE;
  }
}
