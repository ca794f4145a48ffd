package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A worker's mouth. Only one thread may take; the other methods are safe for any. */
public interface Intake extends AutoCloseable {

  /**
   * Takes messages, the most urgent first.
   *
   * @param max how many at most; at least 1
   * @param wait how long to wait for the first
   * @return none when the wait was over first
   */
  List<Delivery> take(int max, Duration wait) throws InterruptedException;

  /**
   * The worker has no hand free: what the server still hands over goes back at once. The next call
   * of {@link #take} ends that. Called by the thread that takes.
   */
  default void rest() {}

  /**
   * Nothing more is wanted: a {@link #take} that waits ends within a second, and so does each later
   * one. Called by another thread. An interrupt would not do: it may close the connection that the
   * taking thread just writes to, and with it give back what the worker holds.
   */
  void endTaking();

  /** Makes the leases of these last anew. */
  void renew(Collection<Delivery> running);

  /** How long a delivery is ours without a renewal. */
  Duration lease();

  /**
   * Gives other workers what dead ones held, and queues what was held back until now.
   *
   * @return when the next held message is due, if one is known
   */
  Optional<Duration> housekeeping();

  /** Takes from this queue too. */
  void addQueue(String queue);

  /** Takes from this queue no more. */
  void removeQueue(String queue);

  /** The queues it takes from. */
  List<String> queues();

  @Override
  void close();
}
