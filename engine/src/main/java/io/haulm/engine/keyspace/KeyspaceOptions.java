package io.haulm.engine.keyspace;

import io.haulm.engine.Check;

/**
 * What a keyspace is told at its start.
 *
 * @param bytesMax beyond about this many bytes of keys and values, commands that need more memory
 *     are refused
 * @param seed where its random choices come from (which member a pop takes, how keys are hashed)
 */
public record KeyspaceOptions(long bytesMax, long seed) {
  /** Checks the range. */
  public KeyspaceOptions {
    Check.inRange("bytesMax", bytesMax, 1 << 20, Long.MAX_VALUE / 2);
  }
}
