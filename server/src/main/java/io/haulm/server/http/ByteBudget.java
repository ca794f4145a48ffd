package io.haulm.server.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all bodies of requests, or all answers, may take together, whoever sends or asks
 * for them: a queue must not end because of its console. Any thread.
 */
final class ByteBudget {
  /** At most one part in so many of the heap, as a body is held more than once while it is read. */
  private static final int PARTS_FOR_BODIES = 16;

  private static final int PARTS_FOR_ANSWERS = 8;

  private final AtomicLong freeBytes;

  /** A budget of so many bytes. */
  ByteBudget(long bytes) {
    this.freeBytes = new AtomicLong(bytes);
  }

  /** What the heap of this server allows for requests; one of the longest always. */
  static ByteBudget ofBodies() {
    long part = Runtime.getRuntime().maxMemory() / PARTS_FOR_BODIES;
    return new ByteBudget(
        Math.max(HttpLimits.BODY_BYTES_MAX, Math.min(HttpLimits.ALL_BODIES_BYTES_MAX, part)));
  }

  /** What it allows for answers that wait until they are read; a long one always. */
  static ByteBudget ofAnswers() {
    long part = Runtime.getRuntime().maxMemory() / PARTS_FOR_ANSWERS;
    return new ByteBudget(
        Math.clamp(part, HttpLimits.ALL_ANSWERS_BYTES_MAX / 4, HttpLimits.ALL_ANSWERS_BYTES_MAX));
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
