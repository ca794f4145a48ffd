package io.haulm.tasks.spi;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A message in the hands of a worker. Exactly one of the ways to end it is used, once. */
public interface Delivery {

  /** The message. */
  TaskMessage message();

  /** How often it has been delivered, with this time; 1 for the first. */
  int deliveries();

  /**
   * Whether its lease still holds, as the server sees it. A worker that was stopped for longer than
   * its lease has lost the delivery to another one, and must not say what follows from it. One that
   * is acknowledged has no lease to lose.
   */
  default CompletableFuture<Boolean> isOurs() {
    return CompletableFuture.completedFuture(true);
  }

  /** It is done with. */
  CompletableFuture<Void> acknowledge();

  /** It goes back to the near end of its queue, to be taken next. */
  CompletableFuture<Void> giveBack();

  /** It goes back to the far end of its queue. */
  CompletableFuture<Void> requeue();

  /** The server holds it until a time, in nobody's hands. */
  CompletableFuture<Void> hold(Instant until);

  /** It goes to the dead letters of its queue. */
  CompletableFuture<Void> bury(String reason);
}
