package io.haulm.engine;

/**
 * Puts jobs into places and takes them out: the heaps of a tube, or the hands of a session.
 *
 * <p>Invariant: a job is in exactly one place, the one that its state names, except between {@link
 * #takeOut} and the next call of one of the other methods. All counts of jobs by state, and the
 * timers of tubes and sessions, are kept here, so that none can drift from the truth.
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

  void toReady(int slot) {
    Tube tube = tubeOf(slot);
    enter(slot, JobState.READY, jobs.priority(slot));
    tube.ready.add(slot);
    ready++;
    countUrgent(tube, slot, 1);
  }

  void toDelayed(int slot, long untilMillis) {
    Tube tube = tubeOf(slot);
    enter(slot, JobState.DELAYED, untilMillis);
    tube.delayed.add(slot);
    delayed++;
    tubes.reschedule(tube);
  }

  void toBuried(int slot, long order) {
    enter(slot, JobState.BURIED, order);
    tubeOf(slot).buried.add(slot);
    buried++;
  }

  void toReserved(int slot, Session session, long deadlineMillis) {
    enter(slot, JobState.RESERVED, deadlineMillis);
    session.addReserved(jobs, slot);
    tubeOf(slot).reservedJobs++;
    reserved++;
    sessions.reschedule(session);
  }

  /** Takes a job out of its place; it must be put into another, or removed, at once. */
  void takeOut(int slot) {
    Tube tube = tubeOf(slot);
    switch (jobs.state(slot)) {
      case READY -> {
        tube.ready.remove(slot);
        ready--;
        countUrgent(tube, slot, -1);
      }
      case DELAYED -> {
        tube.delayed.remove(slot);
        delayed--;
        tubes.reschedule(tube);
      }
      case BURIED -> {
        tube.buried.remove(slot);
        buried--;
      }
      case RESERVED -> {
        Session session = sessions.get(jobs.holder(slot));
        session.removeReserved(slot);
        tube.reservedJobs--;
        reserved--;
        sessions.reschedule(session);
      }
    }
  }

  private void enter(int slot, JobState state, long rank) {
    jobs.setState(slot, state);
    jobs.setRank(slot, rank);
  }

  private void countUrgent(Tube tube, int slot, int change) {
    if (jobs.priority(slot) < Limits.URGENT_BELOW) {
      urgent += change;
      tube.urgentJobs += change;
    }
  }
}
