package io.haulm.engine;

/** What happens by time alone: ends of delays, pauses, times to run, and waits. */
final class Clockwork {
  private final JobTable jobs;
  private final JobPlaces places;
  private final Sessions sessions;
  private final Handout handout;
  private final Ledger ledger;
  private final TimerHeap timers;
  private final Trash trash;
  private final JobEvents events;
  private long jobTimeouts;

  Clockwork(
      JobTable jobs,
      JobPlaces places,
      Sessions sessions,
      Handout handout,
      Ledger ledger,
      TimerHeap timers,
      Trash trash,
      JobEvents events) {
    this.jobs = jobs;
    this.places = places;
    this.sessions = sessions;
    this.handout = handout;
    this.ledger = ledger;
    this.timers = timers;
    this.trash = trash;
    this.events = events;
  }

  long jobTimeouts() {
    return jobTimeouts;
  }

  boolean advance(long nowMillis, int max) {
    int done = 0;
    while (timers.firstDueMillis() <= nowMillis) {
      if (done == max) {
        return true;
      }
      switch (timers.first()) {
        case null -> throw new IllegalStateException("what is due is in the timer heap");
        case Tube tube -> advance(nowMillis, tube);
        case Session session -> advance(nowMillis, session);
      }
      done++;
    }
    return false;
  }

  /**
   * Deletes jobs for good whose time in the trash is over, or that are too many, but at most {@code
   * max}.
   */
  boolean emptyTrash(long nowMillis, int max) {
    int done = 0;
    for (Tube tube = trash.due(nowMillis); tube != null; tube = trash.due(nowMillis)) {
      if (done == max) {
        return true;
      }
      TrashName name = Check.present(tube.trash, "the trash has tubes of the trash only");
      ledger.delete(nowMillis, tube.anyUnreserved());
      if (nowMillis < name.deadlineMillis()) {
        trash.evicted(name.operation());
      }
      done++;
    }
    return false;
  }

  // A delay that ends together with the pause goes first, as with beanstalkd: so all ready jobs
  // compete for the waiters.
  private void advance(long nowMillis, Tube tube) {
    if (tube.delayEndsMillis(jobs) <= tube.pauseEndsMillis()) {
      int slot = tube.delayed.first();
      Tube _ = places.takeOut(nowMillis, slot);
      if (!tube.isTrash()) {
        events.tell(JobEvent.DUE, nowMillis, jobs.id(slot), null);
      }
      handout.offer(nowMillis, slot);
    } else {
      ledger.applyPause(nowMillis, tube, 0, 0);
    }
  }

  private void advance(long nowMillis, Session session) {
    if (!session.isWaiting) {
      int slot = session.firstReserved();
      jobTimeouts++;
      places.tubeOf(slot).timeouts++;
      JobCounts counts = jobs.counts(slot).plusTimeout();
      ledger.makeReady(nowMillis, slot, counts, JobEvent.TIMED_OUT, null);
    } else if (sessions.deadlineSoonMillis(session) <= session.waitUntilMillis) {
      handout.answer(session, Reply.Plain.DEADLINE_SOON);
    } else {
      handout.answer(session, Reply.Plain.TIMED_OUT);
    }
  }
}
