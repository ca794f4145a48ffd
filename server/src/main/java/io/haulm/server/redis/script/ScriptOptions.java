package io.haulm.server.redis.script;

import io.haulm.server.redis.script.lua.Limits;
import java.util.function.Consumer;

/**
 * What scripts may use.
 *
 * @param limits of each run
 * @param seed where their random numbers come from
 * @param log takes what scripts write to the log
 */
public record ScriptOptions(Limits limits, long seed, Consumer<String> log) {
  /**
   * Size of the stack of the thread that runs scripts: room for calls nested thousands deep. What
   * is not used is not taken from the machine's memory.
   */
  public static final int STACK_BYTES = 8 << 20;

  private static final long TIME_MILLIS = 5000;
  private static final long SHORT_TIME_MILLIS = 100;
  private static final long SHORT_MEMORY_BYTES = 16L << 20;
  private static final long MEMORY_BYTES = 256L << 20;
  private static final int HEAP_FRACTION = 4;

  /** The usual ones: five seconds, and 256 MiB or a quarter of the heap. */
  public static ScriptOptions usual(long seed, Consumer<String> log) {
    long heapPart = Runtime.getRuntime().maxMemory() / HEAP_FRACTION;
    Limits limits = new Limits(TIME_MILLIS, Math.min(MEMORY_BYTES, heapPart), STACK_BYTES);
    return new ScriptOptions(limits, seed, log);
  }

  /** For scripts typed into a browser, which must not hold up the queue: a tenth of a second. */
  Limits shortLimits() {
    return new Limits(
        Math.min(limits.timeMillis(), SHORT_TIME_MILLIS),
        Math.min(limits.memoryBytes(), SHORT_MEMORY_BYTES),
        limits.stackBytes());
  }
}
