package io.haulm.server;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Logs what a client could make happen again and again, but at most once in ten seconds. */
final class RareWarning {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Logger log;
  private long lastNanos = System.nanoTime() - PAUSE_NANOS;
  private long unsaid;

  RareWarning(Logger log) {
    this.log = log;
  }

  /** Logs {@code message}, or counts it when another was logged just now. */
  void warn(String message) {
    long nowNanos = System.nanoTime();
    if (nowNanos - lastNanos < PAUSE_NANOS) {
      unsaid++;
      return;
    }
    log.warn("{} ({} more since the last such line)", message, unsaid);
    lastNanos = nowNanos;
    unsaid = 0;
  }
}
