package io.haulm.engine;

/** What happened to one job so far. Each count is an unsigned 32-bit number. */
public record JobCounts(int reserves, int timeouts, int releases, int buries, int kicks) {
  /** Of a job that was only put. */
  public static final JobCounts ZERO = new JobCounts(0, 0, 0, 0, 0);

  JobCounts plusTimeout() {
    return new JobCounts(reserves, timeouts + 1, releases, buries, kicks);
  }

  JobCounts plusRelease() {
    return new JobCounts(reserves, timeouts, releases + 1, buries, kicks);
  }

  JobCounts plusBury() {
    return new JobCounts(reserves, timeouts, releases, buries + 1, kicks);
  }

  JobCounts plusKick() {
    return new JobCounts(reserves, timeouts, releases, buries, kicks + 1);
  }
}
