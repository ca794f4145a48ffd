package io.haulm.engine;

/**
 * Puts jobs into places and takes them out: the heaps of a tube, or the hands of a session.
 *
 * <p>Invariant: a job is in exactly one place, the one that its state names, except between {@link
 * #takeOut} and the next call of one of the other methods. All counts of jobs by state, and the
 * timers of tubes and sessions, are kept here, so that none can drift from the truth. Jobs in the
 * trash are in no sum over all tubes.
 */
final class JobPlaces {
  private final JobTable jobs;
  private final TubeRegistry tubes;
  private final Sessions sessions;

  private long ready;
  private long urgent;
  private long delayed;
  private long buried;
  private long reserved;

  JobPlaces(JobTable jobs, TubeRegistry tubes, Sessions sessions) {
    this.jobs = jobs;
    this.tubes = tubes;
    this.sessions = sessions;
  }

  long ready() {
    return ready;
  }

  long urgent() {
    return urgent;
  }

  long delayed() {
    return delayed;
  }

  long buried() {
    return buried;
  }

  long reserved() {
    return reserved;
  }

  Tube tubeOf(int slot) {
    return tubes.get(jobs.tube(slot));
  }

  boolean isReservedBy(int slot, Session session) {
    return jobs.state(slot) == JobState.RESERVED && jobs.holder(slot) == session.number;
  }

  /**
   * Makes a job ready.
   *
   * @param sinceMillis since when it is; 0 during recovery
   */
  void toReady(long sinceMillis, int slot) {
    Tube tube = tubeOf(slot);
    enter(sinceMillis, slot, tube, JobState.READY, jobs.priority(slot));
    tube.ready.add(slot);
    if (sinceMillis == 0) {
      tube.readyInOrder.addUnsorted(slot, jobs.sinceMillis(slot));
    } else {
      tube.readyInOrder.add(slot, sinceMillis);
    }
    ready += tube.weight;
    countUrgent(tube, slot, 1);
  }

  void toDelayed(long nowMillis, int slot, long untilMillis) {
    Tube tube = tubeOf(slot);
    enter(nowMillis, slot, tube, JobState.DELAYED, untilMillis);
    tube.delayed.add(slot);
    delayed += tube.weight;
    tubes.reschedule(tube);
  }

  void toBuried(long nowMillis, int slot, long order) {
    Tube tube = tubeOf(slot);
    enter(nowMillis, slot, tube, JobState.BURIED, order);
    tube.buried.add(slot);
    buried += tube.weight;
  }

  /**
   * Gives a job into a session's hands.
   *
   * @param tube its tube
   * @param waitedMillis for how long it was ready
   */
  void toReserved(long nowMillis, Tube tube, int slot, Session session, long waitedMillis) {
    tube.waits.add(waitedMillis);
    enter(nowMillis, slot, tube, JobState.RESERVED, nowMillis + jobs.ttrMillis(slot));
    session.addReserved(jobs, slot);
    tube.reservedJobs++;
    reserved++;
    sessions.reschedule(session);
  }

  /**
   * Takes a job out of its place; it must be put into another, or removed, at once.
   *
   * @return its tube
   */
  Tube takeOut(long nowMillis, int slot) {
    Tube tube = tubeOf(slot);
    switch (jobs.state(slot)) {
      case READY -> {
        tube.ready.remove(slot);
        tube.readyInOrder.remove(slot);
        ready -= tube.weight;
        countUrgent(tube, slot, -1);
      }
      case DELAYED -> {
        tube.delayed.remove(slot);
        delayed -= tube.weight;
        tubes.reschedule(tube);
      }
      case BURIED -> {
        tube.buried.remove(slot);
        buried -= tube.weight;
      }
      case RESERVED -> {
        Session session = sessions.get(jobs.holder(slot));
        session.removeReserved(slot);
        tube.runs.add(nowMillis - jobs.sinceMillis(slot));
        tube.reservedJobs--;
        reserved--;
        sessions.reschedule(session);
      }
    }
    return tube;
  }

  /** Gives a job another priority, wherever it is. */
  void setPriority(int slot, long priority) {
    boolean isReady = jobs.state(slot) == JobState.READY;
    Tube tube = tubeOf(slot);
    if (isReady) {
      countUrgent(tube, slot, -1);
    }
    jobs.setPriority(slot, priority);
    if (isReady) {
      tube.ready.move(slot, priority);
      countUrgent(tube, slot, 1);
    }
  }

  private void enter(long nowMillis, int slot, Tube tube, JobState state, long rank) {
    jobs.setTubeAndState(slot, tube.number, state);
    jobs.setRank(slot, rank);
    // Recovery has no time: that the job was put is then the last thing known about it.
    jobs.setSinceMillis(slot, nowMillis == 0 ? jobs.createdMillis(slot) : nowMillis);
  }

  private void countUrgent(Tube tube, int slot, int change) {
    if (jobs.priority(slot) < Limits.URGENT_BELOW) {
      urgent += (long) change * tube.weight;
      tube.urgentJobs += change;
    }
  }
}
