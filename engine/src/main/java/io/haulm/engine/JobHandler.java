package io.haulm.engine;

/** What may be done to one job by its id, and kicking. */
final class JobHandler {
  private final JobTable jobs;
  private final VisibleJobs visible;
  private final JobPlaces places;
  private final Sessions sessions;
  private final Ledger ledger;
  private final JobEvents events;

  JobHandler(
      JobTable jobs,
      VisibleJobs visible,
      JobPlaces places,
      Sessions sessions,
      Ledger ledger,
      JobEvents events) {
    this.jobs = jobs;
    this.visible = visible;
    this.places = places;
    this.sessions = sessions;
    this.ledger = ledger;
    this.events = events;
  }

  Reply delete(long nowMillis, Command.Delete command) {
    int slot = visible.find(command.jobId());
    if (slot == JobTable.NONE || isReservedByAnother(slot, command.session())) {
      return Reply.Plain.NOT_FOUND;
    }
    places.tubeOf(slot).deletes++;
    ledger.delete(nowMillis, slot);
    events.tell(JobEvent.DELETED, nowMillis, command.jobId(), command.session());
    return Reply.Plain.DELETED;
  }

  Reply release(long nowMillis, Command.Release command) {
    int slot = findReservedBy(command.session(), command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    long delayMillis = command.delayMillis();
    var fact =
        new Fact.JobChanged(
            command.jobId(),
            delayMillis > 0 ? JobState.DELAYED : JobState.READY,
            command.priority(),
            delayMillis,
            delayMillis > 0 ? nowMillis + delayMillis : 0,
            0,
            jobs.counts(slot).plusRelease());
    ledger.change(nowMillis, slot, fact, JobEvent.RELEASED, command.session());
    return Reply.Plain.RELEASED;
  }

  Reply bury(long nowMillis, Command.Bury command) {
    int slot = findReservedBy(command.session(), command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    ledger.bury(nowMillis, slot, command.priority(), command.session());
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
    events.tell(JobEvent.TOUCHED, nowMillis, command.jobId(), session);
    return Reply.Plain.TOUCHED;
  }

  Reply kick(long nowMillis, Command.Kick command) {
    Tube tube = command.session().used;
    JobHeap from = tube.buried.isEmpty() ? tube.delayed : tube.buried;
    long kicked = 0;
    while (kicked < command.bound() && !from.isEmpty()) {
      kickOne(nowMillis, from.first(), command.session());
      kicked++;
    }
    return new Reply.Kicked(kicked);
  }

  Reply kickJob(long nowMillis, Command.KickJob command) {
    int slot = visible.find(command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    return switch (jobs.state(slot)) {
      case READY, RESERVED -> Reply.Plain.NOT_FOUND;
      case DELAYED, BURIED -> {
        kickOne(nowMillis, slot, command.session());
        yield Reply.Plain.JOB_KICKED;
      }
    };
  }

  private void kickOne(long nowMillis, int slot, Session by) {
    ledger.makeReady(nowMillis, slot, jobs.counts(slot).plusKick(), JobEvent.KICKED, by);
  }

  private int findReservedBy(Session session, long jobId) {
    int slot = visible.find(jobId);
    boolean isHeld = slot != JobTable.NONE && places.isReservedBy(slot, session);
    return isHeld ? slot : JobTable.NONE;
  }

  private boolean isReservedByAnother(int slot, Session session) {
    return jobs.state(slot) == JobState.RESERVED && !places.isReservedBy(slot, session);
  }
}
