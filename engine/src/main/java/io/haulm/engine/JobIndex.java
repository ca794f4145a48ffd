package io.haulm.engine;

/**
 * Finds a job by its id: linear hashing. The table grows by one bucket when there are more jobs
 * than buckets, and shrinks by one or two when there are fewer jobs than half the buckets, so no
 * command ever pays for the rehash of everything. The jobs of a bucket are chained through their
 * slots.
 */
final class JobIndex {
  /** The table does not shrink below this. A power of two. */
  static final int BUCKETS_MIN = 16;

  // The golden ratio's multiplier: ids are often in regular steps, and must not meet in one bucket.
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  // With half as many jobs as buckets, two buckets must go for each job, or jobs would go faster.
  private static final int JOINS_PER_REMOVAL = 2;

  private static final int BLOCK_SHIFT = 6;
  private static final int BLOCK_MASK = (1 << BLOCK_SHIFT) - 1;

  private final JobTable jobs;
  // The first job of each bucket.
  private final PagedInts buckets = new PagedInts();
  private int size;

  JobIndex(JobTable jobs) {
    this.jobs = jobs;
    for (int i = 0; i < BUCKETS_MIN; i++) {
      buckets.add(JobTable.NONE);
    }
  }

  int size() {
    return size;
  }

  int buckets() {
    return buckets.size();
  }

  /** The job with this id, or {@link JobTable#NONE}. */
  int find(long id) {
    int slot = buckets.get(bucketOf(id));
    while (slot != JobTable.NONE && jobs.id(slot) != id) {
      slot = jobs.chain(slot);
    }
    return slot;
  }

  /** Adds a job whose id is not in the table. */
  void add(int slot) {
    push(bucketOf(jobs.id(slot)), slot);
    size++;
    if (size > buckets.size()) {
      splitOne();
    }
  }

  /** Takes out a job that is in the table. */
  void remove(int slot) {
    int bucket = bucketOf(jobs.id(slot));
    int at = buckets.get(bucket);
    if (at == slot) {
      buckets.set(bucket, jobs.chain(slot));
    } else {
      while (jobs.chain(at) != slot) {
        at = jobs.chain(at);
      }
      jobs.setChain(at, jobs.chain(slot));
    }
    size--;
    for (int i = 0; i < JOINS_PER_REMOVAL && size < buckets.size() / 2; i++) {
      joinOne();
    }
  }

  private int bucketOf(long id) {
    int hash = hashOf(id);
    int half = Integer.highestOneBit(buckets.size());
    int bucket = hash & (2 * half - 1);
    // A bucket that is not there yet still lives in the one that it will be split from.
    return bucket < buckets.size() ? bucket : bucket - half;
  }

  /**
   * Ids that follow each other are used together, so a block of them goes to buckets side by side,
   * which share cache lines. Where a block goes, and with which of its buckets it begins, is as
   * good as random: else ids in steps of a power of two would meet in few buckets.
   */
  private static int hashOf(long id) {
    int block = (int) (((id >>> BLOCK_SHIFT) * SPREAD) >>> Integer.SIZE);
    return (block & ~BLOCK_MASK) | (((int) id + block) & BLOCK_MASK);
  }

  private void splitOne() {
    int slot = takeAll(splitFrom(buckets.size()));
    buckets.add(JobTable.NONE);
    pushAll(slot);
  }

  private void joinOne() {
    if (buckets.size() == BUCKETS_MIN) {
      return;
    }
    int slot = buckets.removeLast();
    pushAll(slot);
  }

  /** The bucket whose jobs are shared with the new bucket {@code bucket}. */
  private static int splitFrom(int bucket) {
    return bucket - Integer.highestOneBit(bucket);
  }

  private int takeAll(int bucket) {
    int slot = buckets.get(bucket);
    buckets.set(bucket, JobTable.NONE);
    return slot;
  }

  private void pushAll(int first) {
    int slot = first;
    while (slot != JobTable.NONE) {
      int next = jobs.chain(slot);
      push(bucketOf(jobs.id(slot)), slot);
      slot = next;
    }
  }

  private void push(int bucket, int slot) {
    jobs.setChain(slot, buckets.get(bucket));
    buckets.set(bucket, slot);
  }
}
