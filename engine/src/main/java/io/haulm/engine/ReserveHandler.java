package io.haulm.engine;

/** Gives jobs to sessions that ask for one, or lets them wait. */
final class ReserveHandler {
  private final JobTable jobs;
  private final VisibleJobs visible;
  private final Sessions sessions;
  private final Handout handout;
  private final Ledger ledger;

  ReserveHandler(
      JobTable jobs, VisibleJobs visible, Sessions sessions, Handout handout, Ledger ledger) {
    this.jobs = jobs;
    this.visible = visible;
    this.sessions = sessions;
    this.handout = handout;
    this.ledger = ledger;
  }

  Reply reserve(long nowMillis, Command.Reserve command) {
    return reserve(nowMillis, command.session(), Long.MAX_VALUE);
  }

  Reply reserveWithTimeout(long nowMillis, Command.ReserveWithTimeout command) {
    return reserve(nowMillis, command.session(), nowMillis + command.timeoutMillis());
  }

  Reply reserveJob(long nowMillis, Command.ReserveJob command) {
    int slot = visible.find(command.jobId());
    if (slot == JobTable.NONE || jobs.state(slot) == JobState.RESERVED) {
      return Reply.Plain.NOT_FOUND;
    }
    sessions.markWorker(command.session());
    if (jobs.state(slot) != JobState.READY) {
      // A reserved job is one that is ready after a restart. That it is no longer delayed or
      // buried must be remembered, even if its holder goes without a word.
      ledger.appendReady(slot);
    }
    return handout.take(nowMillis, slot, command.session());
  }

  /** The client sends nothing more: it cannot wait any longer. */
  void halfClose(Session session) {
    session.isHalfClosed = true;
    boolean _ = endWait(session);
  }

  /** Answers a session that waits as if its time were up; false when it does not wait. */
  boolean endWait(Session session) {
    if (!session.isWaiting) {
      return false;
    }
    handout.answer(session, Reply.Plain.TIMED_OUT);
    return true;
  }

  private Reply reserve(long nowMillis, Session session, long untilMillis) {
    sessions.markWorker(session);
    int slot = bestReady(session);
    if (slot != JobTable.NONE) {
      return handout.take(nowMillis, slot, session);
    }
    // beanstalkd lets a client wait that watches a paused tube with ready jobs, and tells it at
    // the next tick of its clock. We tell it at once: no client can see the difference.
    if (sessions.deadlineSoonMillis(session) <= nowMillis) {
      return Reply.Plain.DEADLINE_SOON;
    }
    if (untilMillis <= nowMillis || session.isHalfClosed) {
      return Reply.Plain.TIMED_OUT;
    }
    sessions.beginWait(session, untilMillis);
    return Reply.Plain.WAITING;
  }

  /** The best ready job of all watched tubes that are not paused, or {@link JobTable#NONE}. */
  private int bestReady(Session session) {
    int best = JobTable.NONE;
    for (int i = 0; i < session.watchCount(); i++) {
      Tube tube = session.watch(i).tube;
      int slot = tube.isPaused() ? JobTable.NONE : tube.ready.first();
      if (slot != JobTable.NONE && (best == JobTable.NONE || jobs.isBefore(slot, best))) {
        best = slot;
      }
    }
    return best;
  }
}
