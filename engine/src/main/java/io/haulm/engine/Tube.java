package io.haulm.engine;

/** A named queue: its jobs by state, who waits for them, and its counters. */
final class Tube extends Timed {
  final String name;

  /** By which the slots of its jobs refer to it. */
  final int number;

  /** Its place in the list of all tubes. */
  int listPlace;

  // Invariant: a job of this tube is in exactly one of these heaps, the one its state names, or,
  // if it is reserved, in its holder's. Only JobPlaces puts in and takes out.
  final JobHeap ready;
  final JobHeap delayed;
  final JobHeap buried;
  int reservedJobs;
  int urgentJobs;

  // Invariant: unless the tube is paused, it has ready jobs or waiters, but not both.
  final WaiterQueue waiters = new WaiterQueue();

  int usingSessions;
  int watchingSessions;

  long totalJobs;
  long deletes;
  long pauses;

  /** For how long it was paused; 0 when it is not. */
  long pauseMillis;

  /** When the pause ends; 0 when it is not paused. */
  long pausedUntilMillis;

  /**
   * True for a tube that recovery found paused, until a session uses or watches it: so long the
   * pause alone keeps the tube alive, or no pause of an empty tube would survive a restart.
   */
  boolean keptByPause;

  Tube(String name, int number, long serial, JobTable jobs) {
    super(serial);
    this.name = name;
    this.number = number;
    this.ready = new JobHeap(jobs);
    this.delayed = new JobHeap(jobs);
    this.buried = new JobHeap(jobs);
  }

  boolean isPaused() {
    return pausedUntilMillis != 0;
  }

  /** True while there is a reason for the tube to exist. */
  boolean isAlive() {
    return usingSessions > 0 || watchingSessions > 0 || keptByPause || hasJobs();
  }

  private boolean hasJobs() {
    return reservedJobs > 0 || !ready.isEmpty() || !delayed.isEmpty() || !buried.isEmpty();
  }

  /** When its first delayed job becomes ready; {@link Long#MAX_VALUE} when it has none. */
  long delayEndsMillis(JobTable jobs) {
    return delayed.isEmpty() ? Long.MAX_VALUE : jobs.rank(delayed.first());
  }

  /** When its pause ends; {@link Long#MAX_VALUE} when it is not paused. */
  long pauseEndsMillis() {
    return isPaused() ? pausedUntilMillis : Long.MAX_VALUE;
  }
}
