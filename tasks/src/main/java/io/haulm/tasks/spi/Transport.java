package io.haulm.tasks.spi;

import io.haulm.tasks.BrokerException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Carries tasks and keeps their results. Implementations are safe for use by several threads;
 * futures may complete on a thread of the transport, which must not be blocked.
 */
public interface Transport extends AutoCloseable {

  /**
   * Sends all messages in one round trip; completes when the server has them.
   *
   * @throws IllegalArgumentException when one of them can never be sent; then none is
   */
  CompletableFuture<Void> send(Batch batch);

  /**
   * Sends what follows a delivery, unless that is no longer its worker's: then another one sends
   * it, or has sent it.
   *
   * @return whether it was
   */
  default CompletableFuture<Boolean> sendAfter(Delivery delivery, Batch following) {
    return delivery
        .isOurs()
        .thenCompose(isOurs ->
            isOurs
                ? send(following).thenApply(sent -> true)
                : CompletableFuture.completedFuture(false));
  }

  /**
   * Ends a delivery: sends what follows it, stores how its task has ended, and acknowledges it, in
   * one step where the transport can, else one after the other. Does nothing when the delivery is
   * no longer its worker's.
   *
   * @param record null when nothing is stored
   * @return whether it was
   */
  default CompletableFuture<Boolean> conclude(
      Delivery delivery, Batch following, @Nullable ResultRecord record, Duration ttl) {
    // What is not the end must not be told after what follows from it.
    boolean isToldFirst = record != null && !record.isFinal();
    CompletableFuture<Void> told = isToldFirst ? stored(delivery, record, ttl) : Futures.done();
    return told.thenCompose(done ->
            following.messages().isEmpty()
                ? CompletableFuture.completedFuture(true)
                : sendAfter(delivery, following))
        .thenCompose(isOurs ->
            isOurs
                ? stored(delivery, isToldFirst ? null : record, ttl)
                    .thenCompose(stored -> delivery.acknowledge())
                    .thenApply(done -> true)
                : CompletableFuture.completedFuture(false));
  }

  private CompletableFuture<Void> stored(
      Delivery delivery, @Nullable ResultRecord record, Duration ttl) {
    return record == null
        ? Futures.done()
        : results().store(record, delivery.message().headers(), ttl);
  }

  /**
   * Sends the one message of a batch, if nobody else holds what it claims. Nothing is claimed when
   * it could not be sent; a transport that can does both in one step, so that no program dies
   * between.
   *
   * @param key what is claimed
   * @param ttl how long at most
   * @return the id of the task that holds the claim now; the message's own if it was sent
   */
  default CompletableFuture<String> sendUnique(Batch batch, String key, Duration ttl) {
    String id = batch.messages().get(0).id();
    return claims()
        .claim(key, id, ttl)
        .thenCompose(holder ->
            holder.equals(id)
                ? sendOrRelease(batch, key, id)
                : CompletableFuture.completedFuture(holder));
  }

  private CompletableFuture<String> sendOrRelease(Batch batch, String key, String id) {
    CompletableFuture<Void> sent;
    try {
      sent = send(batch);
    } catch (RuntimeException e) {
      sent = CompletableFuture.failedFuture(e);
    }
    return sent.thenApply(done -> id)
        .exceptionallyCompose(failure ->
            claims()
                .release(key, id)
                .handle((done, also) -> {
                  throw new CompletionException(Futures.cause(failure));
                }));
  }

  /**
   * What a failure means to a program: a {@link BrokerException} where the server was the reason.
   */
  default RuntimeException meaning(RuntimeException failure) {
    return failure;
  }

  /** Where results are kept. */
  Results results();

  /** Where chords are counted. */
  Chords chords();

  /** Who may run what is to run once. */
  Claims claims();

  /** Talk with and between workers. */
  Control control();

  /**
   * Where schedules are kept.
   *
   * @throws UnsupportedOperationException when this transport keeps none
   */
  default ScheduleStore schedules() {
    throw new UnsupportedOperationException("this transport keeps no schedules");
  }

  /**
   * Limits that all workers keep together.
   *
   * @throws UnsupportedOperationException when this transport has none
   */
  default Gates gates() {
    throw new UnsupportedOperationException("this transport keeps no limits for all workers");
  }

  /**
   * The time that this transport's messages, leases and delays go by. By default the program's own;
   * a transport whose server can tell gives the server's, unless the program's is one to be obeyed,
   * as a test's is.
   */
  default SteadyTime time(InstantSource own) {
    return SteadyTime.of(own);
  }

  /** Starts to take messages for a worker. */
  Intake intake(IntakeSettings settings);

  /** Completes when the server has given a sign of life. */
  CompletableFuture<Void> ping();

  @Override
  void close();
}
