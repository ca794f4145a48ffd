package io.haulm.tasks.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Limits that all workers keep together: runs at a time, and starts in a period. */
public interface Gates {

  /** How long a place is its holder's without a renewal. */
  Duration PLACE_LEASE = Duration.ofSeconds(10);

  /**
   * One of the places for runs at a time.
   *
   * @param gate what is limited
   * @param max how many places there are; at least 1
   * @param taskId who wants one or has one
   */
  record Place(String gate, int max, String taskId) {}

  /**
   * Takes a place for a delivery. When all are taken, the delivery waits in the server, in nobody's
   * hands, and comes again when its turn has come; then its place is kept for it for as long as a
   * lease lasts.
   *
   * @return whether it has a place; if not, nothing more is to be done with the delivery
   */
  CompletableFuture<Boolean> enter(Place place, Delivery delivery);

  /** Makes the leases of these last anew. */
  CompletableFuture<Void> renew(Collection<Place> places);

  /** Gives a place up; the one that has waited longest comes next. */
  CompletableFuture<Void> leave(Place place);

  /** Frees the places of dead workers, and lets in who waits for them. */
  CompletableFuture<Void> housekeeping();

  /**
   * When a task may start. Each task gets a time of its own, one after the other, and keeps it
   * until it has come to start.
   *
   * @param gate what is limited
   * @param spacing between two starts
   * @param taskId who wants to start
   * @return a time that has come when it may start now
   */
  CompletableFuture<Instant> slot(String gate, Duration spacing, String taskId);
}
