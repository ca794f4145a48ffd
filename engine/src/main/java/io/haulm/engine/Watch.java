package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/** That a session watches a tube; at the same time its place in the tube's queue of waiters. */
final class Watch {
  final Session session;
  final Tube tube;

  // Changed by WaiterQueue only; null when the session does not wait, and at the ends.
  @Nullable Watch previous;
  @Nullable Watch next;

  Watch(Session session, Tube tube) {
    this.session = session;
    this.tube = tube;
  }
}
