package io.haulm.server.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all bodies of requests may take together, whoever sends them: a queue must not
 * end because somebody has sent too much to its console. Any thread.
 */
final class BodyBudget {
  /** At most one part in so many of the heap, as a body is held more than once while it is read. */
  private static final int PARTS_OF_HEAP = 16;

  private final AtomicLong freeBytes;

  /** A budget of so many bytes. */
  BodyBudget(long bytes) {
    this.freeBytes = new AtomicLong(bytes);
  }

  /** What the heap of this server allows; one body of the greatest length always. */
  static BodyBudget ofHeap() {
    long part = Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP;
    return new BodyBudget(
        Math.max(HttpLimits.BODY_BYTES_MAX, Math.min(HttpLimits.ALL_BODIES_BYTES_MAX, part)));
  }

  /** Takes so many bytes; false when they are not free, and nothing is taken. */
  boolean take(long bytes) {
    long before;
    do {
      before = freeBytes.get();
      if (before < bytes) {
        return false;
      }
    } while (!freeBytes.compareAndSet(before, before - bytes));
    return true;
  }

  /** Gives back what was taken. */
  void give(long bytes) {
    freeBytes.addAndGet(bytes);
  }
}
