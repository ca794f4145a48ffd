package io.haulm.engine;

import java.util.function.Consumer;

/** Brings jobs and workers together. */
final class Handout {
  private final JobTable jobs;
  private final JobPlaces places;
  private final Sessions sessions;
  private final Consumer<Effect> effects;
  private final JobEvents events;

  Handout(
      JobTable jobs,
      JobPlaces places,
      Sessions sessions,
      Consumer<Effect> effects,
      JobEvents events) {
    this.jobs = jobs;
    this.places = places;
    this.sessions = sessions;
    this.effects = effects;
    this.events = events;
  }

  /** A job that was taken out of its place goes to who waits longest for it, or becomes ready. */
  void offer(long nowMillis, int slot) {
    offer(nowMillis, nowMillis, slot);
  }

  /** The same for a job that has been ready for a while. */
  void offer(long nowMillis, long sinceMillis, int slot) {
    Tube tube = places.tubeOf(slot);
    Session waiter = tube.isPaused() ? null : tube.waiters.first();
    if (waiter == null) {
      places.toReady(sinceMillis, slot);
    } else {
      answer(waiter, reserve(nowMillis, tube, slot, waiter, nowMillis - sinceMillis));
    }
  }

  /** The tube is no longer paused: its ready jobs go to those who wait for them. */
  void offerAll(long nowMillis, Tube tube) {
    Session waiter = tube.waiters.first();
    while (waiter != null && !tube.ready.isEmpty()) {
      answer(waiter, take(nowMillis, tube.ready.first(), waiter));
      waiter = tube.waiters.first();
    }
  }

  /** Takes a job out of its place and gives it to a session. */
  Reply.Reserved take(long nowMillis, int slot, Session session) {
    boolean isReady = jobs.state(slot) == JobState.READY;
    long waitedMillis = isReady ? nowMillis - jobs.sinceMillis(slot) : 0;
    Tube tube = places.takeOut(nowMillis, slot);
    return reserve(nowMillis, tube, slot, session, waitedMillis);
  }

  private Reply.Reserved reserve(
      long nowMillis, Tube tube, int slot, Session session, long waitedMillis) {
    places.toReserved(nowMillis, tube, slot, session, waitedMillis);
    jobs.addReserve(slot);
    events.tell(JobEvent.RESERVED, nowMillis, jobs.id(slot), session);
    return new Reply.Reserved(jobs.id(slot), jobs.body(slot));
  }

  /** Ends the waiting of a session with this reply. */
  void answer(Session session, Reply reply) {
    sessions.endWait(session);
    effects.accept(new Effect.Answer(session, reply));
  }
}
