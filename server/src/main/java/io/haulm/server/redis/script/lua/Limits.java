package io.haulm.server.redis.script.lua;

import io.haulm.engine.Check;

/**
 * What a run of a script may use.
 *
 * @param timeMillis time until it is ended
 * @param memoryBytes bytes of all strings, tables and functions that it makes, also of those that
 *     it no longer needs
 * @param stackBytes size of the stack of the thread that runs it
 */
public record Limits(long timeMillis, long memoryBytes, long stackBytes) {
  /** The smallest stack that leaves something to scripts. */
  public static final long STACK_BYTES_MIN = 512 << 10;

  // What a call of a command needs, which is run on the same stack.
  private static final long STACK_RESERVE_BYTES = 192 << 10;
  // A node being run is one or two frames of Java, of at most about a hundred bytes.
  private static final long LEVEL_BYTES = 192;

  /** Checks the ranges. */
  public Limits {
    Check.inRange("timeMillis", timeMillis, 1, Integer.MAX_VALUE);
    Check.inRange("memoryBytes", memoryBytes, 1 << 16, Long.MAX_VALUE);
    Check.inRange("stackBytes", stackBytes, STACK_BYTES_MIN, Integer.MAX_VALUE);
  }

  /** How many nested nodes the stack has room for. */
  int stackLevels() {
    return (int) ((stackBytes - STACK_RESERVE_BYTES) / LEVEL_BYTES);
  }
}
