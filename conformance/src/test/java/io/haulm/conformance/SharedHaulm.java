package io.haulm.conformance;

import org.jspecify.annotations.Nullable;

/**
 * One Haulm with its defaults, for all tests that leave nothing behind: a start costs more than any
 * of them.
 */
final class SharedHaulm {

  private static @Nullable Haulm running;

  private SharedHaulm() {}

  /** The server; it is killed with this JVM. */
  static synchronized Haulm get() {
    Haulm haulm = running;
    if (haulm == null || !haulm.process().isAlive()) {
      haulm = Haulm.serve();
      running = haulm;
    }
    return haulm;
  }
}
