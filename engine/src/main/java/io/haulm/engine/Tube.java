package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/** A named queue: its jobs by state, who waits for them, and its counters. */
final class Tube extends Timed {
  final String name;

  /** By which the slots of its jobs refer to it. */
  final int number;

  /** Of a tube of the trash: what its name says. */
  final @Nullable TrashName trash;

  /** How much a job of this tube counts in the sums over all tubes: 1, but 0 in the trash. */
  final int weight;

  /** Its place in the list of all tubes; of no meaning for one of the trash. */
  int listPlace;

  // Invariant: a job of this tube is in exactly one of these heaps, the one its state names, or,
  // if it is reserved, in its holder's. Only JobPlaces puts in and takes out.
  final JobHeap ready;
  final JobHeap delayed;
  final JobHeap buried;
  final ReadyChain readyInOrder;
  int reservedJobs;
  int urgentJobs;

  /** The sum of the lengths of its jobs' bodies. */
  long bodyBytes;

  /** How long jobs were ready until they were reserved; 0 for those that a session waited for. */
  final DurationCounts waits = new DurationCounts();

  /** How long jobs were reserved. */
  final DurationCounts runs = new DurationCounts();

  // Invariant: unless the tube is paused, it has ready jobs or waiters, but not both.
  final WaiterQueue waiters = new WaiterQueue();

  int usingSessions;
  int watchingSessions;

  /** Of those that watch it, the ones that have asked for a job: all watch a tube by default. */
  int workingSessions;

  long totalJobs;
  long deletes;
  long timeouts;
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
    this.readyInOrder = new ReadyChain(jobs);
    this.trash = TrashName.parse(name);
    this.weight = trash == null ? 1 : 0;
  }

  /** True for a tube of jobs that were deleted and may come back. No client sees it. */
  boolean isTrash() {
    return weight == 0;
  }

  /** When the jobs of a tube of the trash are deleted for good. */
  long trashUntilMillis() {
    return Check.present(trash, "only a tube of the trash has a deadline").deadlineMillis();
  }

  /** The heap of the jobs in this state, which is not RESERVED. */
  JobHeap heap(JobState state) {
    return switch (state) {
      case READY -> ready;
      case DELAYED -> delayed;
      case BURIED -> buried;
      case RESERVED -> throw new IllegalArgumentException("reserved jobs are with their holders");
    };
  }

  /** Any of its jobs that nobody has reserved, or {@link JobTable#NONE}. */
  int anyUnreserved() {
    for (JobHeap heap : new JobHeap[] {ready, delayed, buried}) {
      if (!heap.isEmpty()) {
        return heap.last();
      }
    }
    return JobTable.NONE;
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
