package io.haulm.server.history;

/** One resolution: rows of one length, as many as its retention asks for. */
public enum Tier {
  /** A second each, for ten minutes; in memory only. */
  SECOND(1_000, 600),
  /** Ten seconds each, for six hours. */
  TEN_SECONDS(10_000, 2_160),
  /** A minute each, for seven days. */
  MINUTE(60_000, 10_080),
  /** Ten minutes each, for ninety days. */
  TEN_MINUTES(600_000, 12_960);

  private final int stepMillis;
  private final int rows;

  Tier(int stepMillis, int rows) {
    this.stepMillis = stepMillis;
    this.rows = rows;
  }

  /** Length of a row's period. */
  public int stepMillis() {
    return stepMillis;
  }

  /** How many periods are kept. */
  public int rows() {
    return rows;
  }

  /** For how long a period is kept. */
  public long retentionMillis() {
    return (long) stepMillis * rows;
  }

  /** The period, counted from 1970, in which a time lies. */
  long stepOf(long millis) {
    return Math.floorDiv(millis, stepMillis);
  }
}
