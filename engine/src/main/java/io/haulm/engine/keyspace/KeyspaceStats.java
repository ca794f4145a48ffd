package io.haulm.engine.keyspace;

/** Counters of a keyspace, since its start or the last reset. */
public final class KeyspaceStats {
  long hits;
  long misses;
  long expired;
  long commands;
  long unknownCommands;

  /** Looks at keys that were there. */
  public long hits() {
    return hits;
  }

  /** Looks at keys that were not there. */
  public long misses() {
    return misses;
  }

  /** Keys that expired. */
  public long expired() {
    return expired;
  }

  /** Commands that were run. */
  public long commands() {
    return commands;
  }

  /** Commands that are not known here. */
  public long unknownCommands() {
    return unknownCommands;
  }

  /** Sets all to 0. */
  public void reset() {
    hits = 0;
    misses = 0;
    expired = 0;
    commands = 0;
    unknownCommands = 0;
  }
}
