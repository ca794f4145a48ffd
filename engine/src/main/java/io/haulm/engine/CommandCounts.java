package io.haulm.engine;

/** How many commands of each kind were understood since the start, refused ones included. */
public final class CommandCounts {
  /** The kinds that beanstalkd counts, in the order of its {@code stats}. */
  public enum Kind {
    PUT,
    PEEK,
    PEEK_READY,
    PEEK_DELAYED,
    PEEK_BURIED,
    RESERVE,
    RESERVE_WITH_TIMEOUT,
    DELETE,
    RELEASE,
    USE,
    WATCH,
    IGNORE,
    BURY,
    KICK,
    TOUCH,
    STATS,
    STATS_JOB,
    STATS_TUBE,
    LIST_TUBES,
    LIST_TUBE_USED,
    LIST_TUBES_WATCHED,
    PAUSE_TUBE
  }

  private final long[] counts;

  CommandCounts() {
    this(new long[Kind.values().length]);
  }

  private CommandCounts(long[] counts) {
    this.counts = counts;
  }

  /** How many commands of this kind there were. */
  public long of(Kind kind) {
    return counts[kind.ordinal()];
  }

  void add(Kind kind) {
    counts[kind.ordinal()]++;
  }

  /** A copy that no longer moves. */
  CommandCounts copy() {
    return new CommandCounts(counts.clone());
  }
}
