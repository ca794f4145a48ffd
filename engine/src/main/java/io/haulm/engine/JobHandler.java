package io.haulm.engine;

/** What may be done to one job by its id, and kicking. */
final class JobHandler {
  private final JobTable jobs;
  private final JobIndex index;
  private final JobPlaces places;
  private final Sessions sessions;
  private final Ledger ledger;

  JobHandler(JobTable jobs, JobIndex index, JobPlaces places, Sessions sessions, Ledger ledger) {
    this.jobs = jobs;
    this.index = index;
    this.places = places;
    this.sessions = sessions;
    this.ledger = ledger;
  }

  Reply delete(Command.Delete command) {
    int slot = index.find(command.jobId());
    if (slot == JobTable.NONE || isReservedByAnother(slot, command.session())) {
      return Reply.Plain.NOT_FOUND;
    }
    places.tubeOf(slot).deletes++;
    ledger.delete(slot);
    return Reply.Plain.DELETED;
  }

  Reply release(long nowMillis, Command.Release command) {
    int slot = findReservedBy(command.session(), command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    long delayMillis = command.delayMillis();
    ledger.change(
        nowMillis,
        slot,
        delayMillis > 0 ? JobState.DELAYED : JobState.READY,
        command.priority(),
        delayMillis,
        delayMillis > 0 ? nowMillis + delayMillis : 0,
        0,
        jobs.counts(slot).plusRelease());
    return Reply.Plain.RELEASED;
  }

  Reply bury(long nowMillis, Command.Bury command) {
    int slot = findReservedBy(command.session(), command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    ledger.change(
        nowMillis,
        slot,
        JobState.BURIED,
        command.priority(),
        jobs.delayMillis(slot),
        0,
        ledger.takeBuriedOrder(),
        jobs.counts(slot).plusBury());
    return Reply.Plain.BURIED;
  }

  Reply touch(long nowMillis, Command.Touch command) {
    Session session = command.session();
    int slot = findReservedBy(session, command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    session.setDeadline(slot, nowMillis + jobs.ttrMillis(slot));
    sessions.reschedule(session);
    return Reply.Plain.TOUCHED;
  }

  Reply kick(long nowMillis, Command.Kick command) {
    Tube tube = command.session().used;
    JobHeap from = tube.buried.isEmpty() ? tube.delayed : tube.buried;
    long kicked = 0;
    while (kicked < command.bound() && !from.isEmpty()) {
      kickOne(nowMillis, from.first());
      kicked++;
    }
    return new Reply.Kicked(kicked);
  }

  Reply kickJob(long nowMillis, Command.KickJob command) {
    int slot = index.find(command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    return switch (jobs.state(slot)) {
      case READY, RESERVED -> Reply.Plain.NOT_FOUND;
      case DELAYED, BURIED -> {
        kickOne(nowMillis, slot);
        yield Reply.Plain.JOB_KICKED;
      }
    };
  }

  private void kickOne(long nowMillis, int slot) {
    ledger.makeReady(nowMillis, slot, jobs.counts(slot).plusKick());
  }

  private int findReservedBy(Session session, long jobId) {
    int slot = index.find(jobId);
    boolean isHeld = slot != JobTable.NONE && places.isReservedBy(slot, session);
    return isHeld ? slot : JobTable.NONE;
  }

  private boolean isReservedByAnother(int slot, Session session) {
    return jobs.state(slot) == JobState.RESERVED && !places.isReservedBy(slot, session);
  }
}
