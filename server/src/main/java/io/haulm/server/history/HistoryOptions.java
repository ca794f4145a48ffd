package io.haulm.server.history;

import io.haulm.engine.Check;

/**
 * How much is kept.
 *
 * @param seriesMax how many series, with the two for the total and for all other tubes; each takes
 *     at most 4.6 MB of disk and 115 KB of memory
 */
public record HistoryOptions(int seriesMax) {
  /** Most series that can be asked for. */
  public static final int SERIES_MAX = 1024;

  /** What a server keeps on its disk: at most 600 MB. */
  public static final HistoryOptions ON_DISK = new HistoryOptions(130);

  /** What a server without a data folder keeps in memory. */
  public static final HistoryOptions IN_MEMORY = new HistoryOptions(18);

  /** Refuses what makes no history. */
  public HistoryOptions {
    Check.inRange("seriesMax", seriesMax, 2, SERIES_MAX);
  }
}
