package io.haulm.tasks.spi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
