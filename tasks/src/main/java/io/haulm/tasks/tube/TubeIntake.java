package io.haulm.tasks.tube;

import io.haulm.client.Job;
import io.haulm.client.JobStats;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs out of tubes. One connection takes what is there, many at a time, and never waits.
 * When nothing is there another one waits, and holds the job that comes; a third waits for the
 * next. So there are as many connections as jobs came while the worker had nothing to do, and are
 * still running; beyond a limit the first one asks now and then instead.
 */
final class TubeIntake implements Intake {

  /** The most connections that wait for a job or hold the one they waited for. */
  static final int WAITING_MAX = 32;

  private static final int AT_ONCE_MAX = 256;
  private static final long ASK_MILLIS = 100;
  private static final Duration RENEWAL_MAX = Duration.ofSeconds(3);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final IntakeSettings settings;
  private final Server server;
  private final TubeMessages messages;
  private final Duration lease;
  private final InstantSource clock;
  private final Sweeper sweeper;
  private final List<String> queues;
  private final Hands many;
  private final List<Hands> waiting = new CopyOnWriteArrayList<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private int atOnce = 1;
  private long nextSweepNanos = System.nanoTime();

  TubeIntake(
      IntakeSettings settings,
      Server server,
      TubeMessages messages,
      Duration lease,
      InstantSource clock,
      Sweeper sweeper) {
    this.settings = settings;
    this.server = server;
    this.messages = messages;
    this.lease = lease;
    this.clock = clock;
    this.sweeper = sweeper;
    this.queues = new CopyOnWriteArrayList<>(settings.queues());
    this.many = new Hands(server.connect());
  }

  @Override
  public List<Delivery> take(int max, Duration wait) throws InterruptedException {
    List<String> tubes = List.copyOf(queues);
    if (tubes.isEmpty()) {
      throw new IllegalStateException("no queue to take from");
    }
    List<Delivery> taken = takeNow(tubes, max);
    return taken.isEmpty() ? awaited(tubes, wait) : taken;
  }

  private List<Delivery> takeNow(List<String> tubes, int max) {
    many.watch(tubes);
    List<Job> jobs = new ArrayList<>();
    boolean isThereMore = true;
    while (isThereMore && jobs.size() < max) {
      int asked = Math.min(atOnce, max - jobs.size());
      List<Job> more = many.takeNow(asked);
      jobs.addAll(more);
      isThereMore = more.size() == asked;
      atOnce = isThereMore ? Math.min(2 * atOnce, AT_ONCE_MAX) : Math.max(1, more.size());
    }
    return delivered(many, jobs);
  }

  private List<Delivery> awaited(List<String> tubes, Duration wait) throws InterruptedException {
    Hands free = free();
    if (free != null) {
      free.watch(tubes);
      return delivered(free, free.await(wait).stream().toList());
    }
    long deadlineNanos = System.nanoTime() + wait.toNanos();
    List<Delivery> taken = List.of();
    while (taken.isEmpty() && System.nanoTime() - deadlineNanos < 0) {
      if (ending.await(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
        return List.of();
      }
      taken = takeNow(tubes, 1);
    }
    return taken;
  }

  private @Nullable Hands free() {
    for (Hands one : waiting) {
      if (one.isEmpty()) {
        return one;
      }
    }
    if (waiting.size() == WAITING_MAX) {
      return null;
    }
    Hands another = new Hands(server.connect());
    waiting.add(another);
    return another;
  }

  private List<Delivery> delivered(Hands hands, List<Job> jobs) {
    List<Optional<JobStats>> stats = stats(hands, jobs);
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      if (stats.get(i).isEmpty()) {
        hands.letGo(); // Somebody has deleted it meanwhile.
      } else {
        read(hands, jobs.get(i), stats.get(i).get()).ifPresent(deliveries::add);
      }
    }
    return deliveries;
  }

  // When these questions fail the connection is lost, and the server has the jobs back.
  private static List<Optional<JobStats>> stats(Hands hands, List<Job> jobs) {
    List<CompletableFuture<Optional<JobStats>>> questions = new ArrayList<>();
    jobs.forEach(job -> questions.add(hands.async().statsJob(job.id())));
    try {
      return questions.stream().map(Pipelined::joined).toList();
    } catch (RuntimeException e) {
      jobs.forEach(job -> hands.letGo());
      throw e;
    }
  }

  private Optional<Delivery> read(Hands hands, Job job, JobStats stats) {
    try {
      TubeMessages.Received received = messages.read(job.body(), stats.tube(), job.id());
      boolean isUnburied = received.isDead() && stats.kicks() == 0;
      if (isUnburied) {
        bury(hands, job, stats);
        return Optional.empty();
      }
      return Optional.of(new TubeDelivery(hands, job, stats, received.message(), messages, clock));
    } catch (CodecException e) {
      settings.refused().accept(stats.tube(), String.valueOf(e.getMessage()));
      bury(hands, job, stats);
      return Optional.empty();
    }
  }

  // As it is: what cannot be read has no place for a reason, and a dead one has its own.
  private static void bury(Hands hands, Job job, JobStats stats) {
    Futures.letGo(
        hands
            .async()
            .bury(job.id(), stats.priority())
            .whenComplete((done, failure) -> hands.letGo()));
  }

  /** A reserve that waits has its second: what it brings can be given back properly. */
  @Override
  public void endTaking() {
    ending.countDown();
  }

  @Override
  public void renew(Collection<Delivery> running) {
    long nowNanos = System.nanoTime();
    running.forEach(one -> ((TubeDelivery) one).renew(nowNanos));
  }

  /** A job's lease is as long as its sender said; this is how long one can be left alone. */
  @Override
  public Duration lease() {
    return lease.compareTo(RENEWAL_MAX) < 0 ? lease : RENEWAL_MAX;
  }

  @Override
  public Optional<Duration> housekeeping() {
    long nowNanos = System.nanoTime();
    if (nowNanos - nextSweepNanos >= 0) {
      nextSweepNanos = nowNanos + SWEEP_EVERY.toNanos();
      Futures.letGo(sweeper.sweep());
    }
    return Optional.empty();
  }

  @Override
  public void addQueue(String queue) {
    queues.add(Tubes.ofQueue(queue));
  }

  @Override
  public void removeQueue(String queue) {
    queues.remove(queue);
  }

  @Override
  public List<String> queues() {
    return List.copyOf(queues);
  }

  @Override
  public void close() {
    many.close();
    waiting.forEach(Hands::close);
  }
}
