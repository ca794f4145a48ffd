package io.haulm.tasks.celery;

import io.haulm.tasks.spi.SteadyTime;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's time: asked for now and then, and carried on by the machine's steady clock. Leases
 * and delays are compared between programs, so a machine whose clock is wrong would take the tasks
 * of all others. Until the server has told its time, the program's own clock stands in.
 */
final class ServerClock implements SteadyTime {

  /** How long an answer is good. */
  static final Duration GOOD_FOR = Duration.ofSeconds(5);

  private final InstantSource own;
  private final SteadyTime machine;
  private final Supplier<@Nullable Object> question;
  private final AtomicBoolean isAsking = new AtomicBoolean();
  private volatile @Nullable Told told;

  /** What the server said, and when. */
  private record Told(Instant time, long atNanos) {}

  /**
   * A clock that has not asked yet.
   *
   * @param machine tells lengths
   * @param question asks {@code TIME} and gives the reply, or fails
   */
  ServerClock(InstantSource own, SteadyTime machine, Supplier<@Nullable Object> question) {
    this.own = own;
    this.machine = machine;
    this.question = question;
  }

  @Override
  public long nanoTime() {
    return machine.nanoTime();
  }

  @Override
  public Instant instant() {
    Told last = told;
    if (last == null) {
      return own.instant();
    }
    long since = nanoTime() - last.atNanos();
    if (since > GOOD_FOR.toNanos() && isAsking.compareAndSet(false, true)) {
      Threads.daemons("haulm-time").newThread(this::askInPassing).start();
    }
    return last.time().plusNanos(since);
  }

  private void askInPassing() {
    try {
      ask();
    } finally {
      isAsking.set(false);
    }
  }

  /** Asks and waits for the answer. Without one all stays as it is. */
  void ask() {
    long beginNanos = nanoTime();
    try {
      List<@Nullable Object> reply = Replies.list(question.get());
      long tookNanos = nanoTime() - beginNanos;
      Instant time =
          Instant.ofEpochSecond(Replies.number(reply.get(0)))
              .plus(Replies.number(reply.get(1)), ChronoUnit.MICROS);
      told = new Told(time, beginNanos + tookNanos / 2);
    } catch (RuntimeException e) {
      assert e.getMessage() != null || e.getCause() != null : "a refusal says why";
    }
  }
}
