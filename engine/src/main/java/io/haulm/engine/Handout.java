package io.haulm.engine;

import java.util.function.Consumer;

/** Brings jobs and workers together. */
final class Handout {
  private final JobTable jobs;
  private final JobPlaces places;
  private final Sessions sessions;
  private final Consumer<Effect> effects;

  Handout(JobTable jobs, JobPlaces places, Sessions sessions, Consumer<Effect> effects) {
    this.jobs = jobs;
    this.places = places;
    this.sessions = sessions;
    this.effects = effects;
  }

  /** A job that was taken out of its place goes to who waits longest for it, or becomes ready. */
  void offer(long nowMillis, int slot) {
    Tube tube = places.tubeOf(slot);
    Session waiter = tube.isPaused() ? null : tube.waiters.first();
    if (waiter == null) {
      places.toReady(slot);
    } else {
      answer(waiter, reserve(nowMillis, slot, waiter));
    }
  }

  /** The tube is no longer paused: its ready jobs go to those who wait for them. */
  void offerAll(long nowMillis, Tube tube) {
    Session waiter = tube.waiters.first();
    while (waiter != null && !tube.ready.isEmpty()) {
      int slot = tube.ready.first();
      places.takeOut(slot);
      answer(waiter, reserve(nowMillis, slot, waiter));
      waiter = tube.waiters.first();
    }
  }

  /** Gives a job that was taken out of its place to a session. */
  Reply.Reserved reserve(long nowMillis, int slot, Session session) {
    places.toReserved(slot, session, nowMillis + jobs.ttrMillis(slot));
    jobs.addReserve(slot);
    return new Reply.Reserved(jobs.id(slot), jobs.body(slot));
  }

  /** Ends the waiting of a session with this reply. */
  void answer(Session session, Reply reply) {
    sessions.endWait(session);
    effects.accept(new Effect.Answer(session, reply));
  }
}
