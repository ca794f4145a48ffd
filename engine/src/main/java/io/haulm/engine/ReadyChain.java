package io.haulm.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ready jobs of a tube in the order in which they became ready, so that the age of the oldest
 * is known at once. The links stand in the jobs' slots. Those few that come into the tube with a
 * past would belong in the midst of the chain; they stand beside it.
 */
final class ReadyChain {
  private static final int SLOT_BITS = Integer.SIZE - 1;

  /** Stands for the newer neighbour of a job that is not in the chain but beside it. */
  private static final int RETURNED = -2;

  private final JobTable jobs;
  private int oldest = JobTable.NONE;
  private int newest = JobTable.NONE;

  // Of the job that was added last: not read from the newest job's slot, which may be far from the
  // cache.
  private long lastSinceMillis;

  // Recovery meets jobs in the order of their records, which need not be that of their times.
  private boolean isOutOfOrder;

  // Most tubes never have one.
  private @Nullable ReturnedJobs returned;

  ReadyChain(JobTable jobs) {
    this.jobs = jobs;
  }

  /** Since when the oldest has been ready; 0 when no job is. */
  long oldestSinceMillis() {
    int first = returned == null ? JobTable.NONE : returned.first();
    if (oldest == JobTable.NONE || first == JobTable.NONE) {
      int only = oldest == JobTable.NONE ? first : oldest;
      return only == JobTable.NONE ? 0 : jobs.sinceMillis(only);
    }
    return Math.min(jobs.sinceMillis(oldest), jobs.sinceMillis(first));
  }

  /** Adds a job that has become ready, mostly the last one to do so. */
  void add(int slot, long sinceMillis) {
    if (sinceMillis >= lastSinceMillis) {
      append(slot, sinceMillis);
    } else {
      returned().add(slot);
      jobs.setNewer(slot, RETURNED);
    }
  }

  /** Adds a job that recovery has found ready; {@link #sort} is called in the end. */
  void addUnsorted(int slot, long sinceMillis) {
    isOutOfOrder |= sinceMillis < lastSinceMillis;
    append(slot, sinceMillis);
  }

  private ReturnedJobs returned() {
    ReturnedJobs there = returned;
    if (there == null) {
      there = new ReturnedJobs(jobs);
      returned = there;
    }
    return there;
  }

  private void append(int slot, long sinceMillis) {
    lastSinceMillis = sinceMillis;
    jobs.setOlder(slot, newest);
    jobs.setNewer(slot, JobTable.NONE);
    if (newest == JobTable.NONE) {
      oldest = slot;
    } else {
      jobs.setNewer(newest, slot);
    }
    newest = slot;
  }

  void remove(int slot) {
    int newer = jobs.newer(slot);
    if (newer == RETURNED) {
      returned().remove(slot);
      return;
    }
    int older = jobs.older(slot);
    if (older == JobTable.NONE) {
      Check.invariant(oldest == slot, "a ready job is in its tube's chain");
      oldest = newer;
    } else {
      jobs.setNewer(older, newer);
    }
    if (newer == JobTable.NONE) {
      newest = older;
    } else {
      jobs.setOlder(newer, older);
    }
  }

  /**
   * Puts jobs in order that recovery added: by their times, to the millisecond, or, when they lie
   * more than a hundred days apart, nearly so.
   *
   * @param count how many jobs the chain has
   */
  void sort(int count) {
    if (!isOutOfOrder) {
      return;
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int slot = oldest; slot != JobTable.NONE; slot = jobs.newer(slot)) {
      first = Math.min(first, jobs.sinceMillis(slot));
      last = Math.max(last, jobs.sinceMillis(slot));
    }
    int spanBits = Long.SIZE - Long.numberOfLeadingZeros(last - first);
    int shift = Math.max(0, spanBits + SLOT_BITS - (Long.SIZE - 1));
    long[] keys = new long[count];
    int filled = 0;
    for (int slot = oldest; slot != JobTable.NONE; slot = jobs.newer(slot)) {
      keys[filled++] = ((jobs.sinceMillis(slot) - first) >>> shift) << SLOT_BITS | slot;
    }
    Arrays.sort(keys);
    relink(keys);
  }

  private void relink(long[] keys) {
    oldest = JobTable.NONE;
    newest = JobTable.NONE;
    for (long key : keys) {
      int slot = (int) key & Integer.MAX_VALUE;
      append(slot, jobs.sinceMillis(slot));
    }
    isOutOfOrder = false;
  }
}
