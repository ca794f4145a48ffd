package io.haulm.engine;

/**
 * Jobs in the order of their rank, then their id: a heap in which each job knows its place, so that
 * any job can be taken out, not only the first.
 *
 * <p>Each node has four children: half as deep as a binary heap, and the children's slots lie side
 * by side.
 *
 * <p>A job's rank must not change while it is in a heap, except by {@link #move}.
 */
final class JobHeap {
  private static final int CHILDREN = 4;

  private final JobTable jobs;
  private final PagedInts slots = new PagedInts();

  JobHeap(JobTable jobs) {
    this.jobs = jobs;
  }

  int size() {
    return slots.size();
  }

  boolean isEmpty() {
    return slots.size() == 0;
  }

  /** The job that comes first; {@link JobTable#NONE} when there is none. */
  int first() {
    return isEmpty() ? JobTable.NONE : slots.get(0);
  }

  /** The job at the end of the heap, the one that is taken out most cheaply. */
  int last() {
    return slots.get(slots.size() - 1);
  }

  /** The job at a place of the heap, in no useful order but for the first. */
  int at(int place) {
    return slots.get(place);
  }

  /** The place of a job's first child, whether there is one or not. */
  int firstChild(int place) {
    return (int) Math.min(slots.size(), (long) place * CHILDREN + 1);
  }

  /** The place behind a job's last child; {@link #firstChild} when it has none. */
  int endOfChildren(int place) {
    return (int) Math.min(slots.size(), (long) place * CHILDREN + 1 + CHILDREN);
  }

  void add(int slot) {
    int place = slots.size();
    slots.add(slot);
    moveUp(place, slot);
  }

  void remove(int slot) {
    int place = jobs.place(slot);
    Check.invariant(slots.get(place) == slot, "a job knows its place in its heap");
    int last = slots.removeLast();
    if (last != slot) {
      settle(place, last);
    }
  }

  /** Gives a job of this heap another rank. */
  void move(int slot, long rank) {
    jobs.setRank(slot, rank);
    settle(jobs.place(slot), slot);
  }

  private void settle(int place, int slot) {
    if (place > 0 && jobs.isBefore(slot, slots.get(parentOf(place)))) {
      moveUp(place, slot);
    } else {
      moveDown(place, slot);
    }
  }

  private void moveUp(int start, int slot) {
    int place = start;
    while (place > 0) {
      int parent = parentOf(place);
      int other = slots.get(parent);
      if (!jobs.isBefore(slot, other)) {
        break;
      }
      set(place, other);
      place = parent;
    }
    set(place, slot);
  }

  private void moveDown(int start, int slot) {
    int place = start;
    int child = bestChild(place);
    while (child != JobTable.NONE && jobs.isBefore(slots.get(child), slot)) {
      set(place, slots.get(child));
      place = child;
      child = bestChild(place);
    }
    set(place, slot);
  }

  private int bestChild(int place) {
    // As a long, because four times an index need not fit into an int.
    long first = (long) place * CHILDREN + 1;
    if (first >= slots.size()) {
      return JobTable.NONE;
    }
    int end = (int) Math.min(slots.size(), first + CHILDREN);
    int best = (int) first;
    int bestSlot = slots.get(best);
    long bestRank = jobs.rank(bestSlot);
    for (int child = best + 1; child < end; child++) {
      int slot = slots.get(child);
      long rank = jobs.rank(slot);
      if (rank < bestRank || (rank == bestRank && jobs.id(slot) < jobs.id(bestSlot))) {
        best = child;
        bestSlot = slot;
        bestRank = rank;
      }
    }
    return best;
  }

  private static int parentOf(int place) {
    return (place - 1) / CHILDREN;
  }

  private void set(int place, int slot) {
    slots.set(place, slot);
    jobs.setPlace(slot, place);
  }
}
