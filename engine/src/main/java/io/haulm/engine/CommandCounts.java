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

  /** Counts a command, if beanstalkd counts its kind. */
  void add(Command command) {
    switch (command) {
      case Command.BeginPut _ -> add(Kind.PUT);
      case Command.EndPut _, Command.ReserveJob _, Command.KickJob _ -> {}
      case Command.Reserve _ -> add(Kind.RESERVE);
      case Command.ReserveWithTimeout _ -> add(Kind.RESERVE_WITH_TIMEOUT);
      case Command.Delete _ -> add(Kind.DELETE);
      case Command.Release _ -> add(Kind.RELEASE);
      case Command.Bury _ -> add(Kind.BURY);
      case Command.Touch _ -> add(Kind.TOUCH);
      case Command.Use _ -> add(Kind.USE);
      case Command.Watch _ -> add(Kind.WATCH);
      case Command.Ignore _ -> add(Kind.IGNORE);
      case Command.Peek _ -> add(Kind.PEEK);
      case Command.PeekReady _ -> add(Kind.PEEK_READY);
      case Command.PeekDelayed _ -> add(Kind.PEEK_DELAYED);
      case Command.PeekBuried _ -> add(Kind.PEEK_BURIED);
      case Command.Kick _ -> add(Kind.KICK);
      case Command.StatsJob _ -> add(Kind.STATS_JOB);
      case Command.StatsTube _ -> add(Kind.STATS_TUBE);
      case Command.Stats _ -> add(Kind.STATS);
      case Command.ListTubes _ -> add(Kind.LIST_TUBES);
      case Command.ListTubeUsed _ -> add(Kind.LIST_TUBE_USED);
      case Command.ListTubesWatched _ -> add(Kind.LIST_TUBES_WATCHED);
      case Command.PauseTube _ -> add(Kind.PAUSE_TUBE);
    }
  }

  void add(Kind kind) {
    counts[kind.ordinal()]++;
  }

  /** A copy that no longer moves. */
  CommandCounts copy() {
    return new CommandCounts(counts.clone());
  }
}
