package io.haulm.engine;

/**
 * Ready jobs that came into their tube with a past: moved there, or brought back from the trash.
 * The one that has been ready longest is first. A binary heap; a job's place in it stands where
 * {@link ReadyChain} has a job's older neighbour.
 */
final class ReturnedJobs {
  private final JobTable jobs;
  private final PagedInts slots = new PagedInts();

  ReturnedJobs(JobTable jobs) {
    this.jobs = jobs;
  }

  /** The job that has been ready longest, or {@link JobTable#NONE}. */
  int first() {
    return slots.size() == 0 ? JobTable.NONE : slots.get(0);
  }

  void add(int slot) {
    slots.add(slot);
    moveUp(slots.size() - 1, slot);
  }

  void remove(int slot) {
    int place = jobs.older(slot);
    Check.invariant(slots.get(place) == slot, "a returned job knows its place");
    int last = slots.removeLast();
    if (last != slot) {
      moveDown(place, last);
      moveUp(jobs.older(last), last);
    }
  }

  private void moveUp(int start, int slot) {
    int place = start;
    while (place > 0 && isBefore(slot, slots.get((place - 1) / 2))) {
      int parent = (place - 1) / 2;
      set(place, slots.get(parent));
      place = parent;
    }
    set(place, slot);
  }

  private void moveDown(int start, int slot) {
    int place = start;
    int child = firstChild(place);
    while (child != JobTable.NONE && isBefore(slots.get(child), slot)) {
      set(place, slots.get(child));
      place = child;
      child = firstChild(place);
    }
    set(place, slot);
  }

  private int firstChild(int place) {
    // As a long, because twice an index need not fit into an int.
    long left = (long) place * 2 + 1;
    if (left >= slots.size()) {
      return JobTable.NONE;
    }
    int child = (int) left;
    boolean isRight = child + 1 < slots.size() && isBefore(slots.get(child + 1), slots.get(child));
    return isRight ? child + 1 : child;
  }

  private boolean isBefore(int slot, int other) {
    return jobs.sinceMillis(slot) < jobs.sinceMillis(other);
  }

  private void set(int place, int slot) {
    slots.set(place, slot);
    jobs.setOlder(slot, place);
  }
}
