package io.haulm.tasks.tube;

import io.haulm.client.Job;
import io.haulm.client.JobStats;
import io.haulm.client.JobTooBigException;
import io.haulm.client.NewJob;
import io.haulm.client.NotFoundException;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A job in the hands of a worker. */
final class TubeDelivery implements Delivery {

  /** How long a job that is to be buried stays out of everybody's reach before it is. */
  private static final Duration BURIAL = Duration.ofMinutes(1);

  /** What is later than a job can be delayed is held again then. */
  private static final Duration DELAY_MAX = Duration.ofDays(365);

  /** Two renewals may be late before the lease is over. */
  private static final int RENEWALS_PER_LEASE = 3;

  private final Hands hands;
  private final Job job;
  private final JobStats stats;
  private final TaskMessage message;
  private final TubeMessages messages;
  private final InstantSource clock;
  private final AtomicBoolean ended = new AtomicBoolean();
  private long nextRenewalNanos;

  TubeDelivery(
      Hands hands,
      Job job,
      JobStats stats,
      TaskMessage message,
      TubeMessages messages,
      InstantSource clock) {
    this.hands = hands;
    this.job = job;
    this.stats = stats;
    this.message = message;
    this.messages = messages;
    this.clock = clock;
    this.nextRenewalNanos = System.nanoTime() + renewalNanos();
  }

  private long renewalNanos() {
    return Duration.ofSeconds(stats.ttrSeconds()).toNanos() / RENEWALS_PER_LEASE;
  }

  @Override
  public TaskMessage message() {
    return message;
  }

  /** Those that came to no end; one that was given back, held or buried did. */
  @Override
  public int deliveries() {
    return Math.toIntExact(stats.openDeliveries());
  }

  /** Makes the lease last anew, if it is time. Called by one thread. */
  void renew(long nowNanos) {
    if (nowNanos - nextRenewalNanos >= 0 && !ended.get()) {
      nextRenewalNanos = nowNanos + renewalNanos();
      Futures.letGo(hands.async().touch(job.id()));
    }
  }

  @Override
  public CompletableFuture<Boolean> isOurs() {
    if (ended.get()) {
      return CompletableFuture.completedFuture(true);
    }
    return hands
        .async()
        .touch(job.id())
        .thenApply(touched -> true)
        .exceptionallyCompose(failure ->
            Futures.cause(failure) instanceof NotFoundException
                ? CompletableFuture.completedFuture(false)
                : CompletableFuture.failedFuture(Futures.cause(failure)));
  }

  @Override
  public CompletableFuture<Void> acknowledge() {
    return end(() -> hands.async().delete(job.id()));
  }

  @Override
  public CompletableFuture<Void> giveBack() {
    return end(() -> released(Duration.ZERO));
  }

  @Override
  public CompletableFuture<Void> hold(Instant until) {
    Duration wait = Duration.between(clock.instant(), until);
    Duration possible = wait.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : wait;
    return end(() -> released(possible.isNegative() ? Duration.ZERO : possible));
  }

  // One that is lost is back in its tube already.
  private CompletableFuture<Void> released(Duration delay) {
    return Server.goneIsFine(hands.async().release(job.id(), stats.priority(), delay));
  }

  /** A new job goes to the far end; the old one would keep its place. */
  @Override
  public CompletableFuture<Void> requeue() {
    return end(() ->
        hands
            .async()
            .put(stats.tube(), copy(job.body()))
            .thenCompose(id -> hands.async().delete(job.id())));
  }

  private NewJob copy(byte[] body) {
    return NewJob.of(body).priority(stats.priority()).ttr(Duration.ofSeconds(stats.ttrSeconds()));
  }

  /**
   * Buries a copy that says why, and deletes this one. The copy is new, so its deliveries are
   * counted anew once it is kicked.
   */
  @Override
  public CompletableFuture<Void> bury(String reason) {
    byte[] dead = messages.dead(job.body(), reason, clock.instant());
    return end(() ->
        hands
            .async()
            .put(stats.tube(), copy(dead).delay(BURIAL))
            .thenCompose(this::buryCopy)
            .thenCompose(done -> hands.async().delete(job.id()))
            .exceptionallyCompose(this::buryAsItIs));
  }

  private CompletableFuture<Void> buryCopy(long copy) {
    return hands
        .async()
        .reserveJob(copy)
        .thenCompose(
            held -> held.isPresent() ? hands.async().bury(copy, stats.priority()) : Futures.done());
  }

  // With its reason it may be longer than a job can be.
  private CompletableFuture<Void> buryAsItIs(Throwable failure) {
    return Futures.cause(failure) instanceof JobTooBigException
        ? hands.async().bury(job.id(), stats.priority())
        : CompletableFuture.failedFuture(new CompletionException(Futures.cause(failure)));
  }

  // The second time nothing happens: a task that is acknowledged before it runs is again after.
  private CompletableFuture<Void> end(Supplier<CompletableFuture<Void>> how) {
    return ended.compareAndSet(false, true)
        ? how.get().whenComplete((done, failure) -> hands.letGo())
        : Futures.done();
  }
}
