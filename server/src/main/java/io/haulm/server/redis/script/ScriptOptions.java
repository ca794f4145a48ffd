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
  /** How long a script runs at most, unless the configuration says otherwise. */
  public static final long DEFAULT_TIME_MILLIS = 5000;

  private static final long DEFAULT_MEMORY_BYTES = 256L << 20;

  /**
   * How many bytes of strings and tables a script may make, unless the configuration says
   * otherwise: at most a quarter of the heap.
   */
  public static long defaultMemoryBytes() {
    return Math.min(DEFAULT_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / 4);
  }
}
