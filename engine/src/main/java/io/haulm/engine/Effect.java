package io.haulm.engine;

/** What must happen outside after a command or the passing of time: a plain value. */
public sealed interface Effect {
  /** A session whose reserve was {@link Reply.Plain#WAITING} gets its answer. */
  record Answer(Session session, Reply reply) implements Effect {}
}
