package io.haulm.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes jobs out of tubes and has a handler do them, several at a time.
 *
 * <pre>{@code
 * Worker.on("mail").concurrency(64).run(job -> send(job.text()));
 * }</pre>
 *
 * <p>While a handler runs, the job's time to run is renewed, so a job comes back only when its
 * worker is gone. A handler that returns has its job deleted. One that throws has it released,
 * after a wait that doubles with each attempt; after too many attempts it is buried, and so is one
 * that has killed its workers too often. A server that cannot be reached is tried again until it is
 * there.
 *
 * <p>A job may be done twice when a connection or a worker is lost at the wrong moment. Where that
 * is worse than not at all, {@link Builder#buryFirst()} turns it round.
 *
 * <p>Each handler has a thread and a connection of its own. The threads are virtual where the JVM
 * has them (from Java 21 on).
 */
public final class Worker implements AutoCloseable {
  /** Most handlers that may run at once. */
  public static final int CONCURRENCY_MAX = 65_536;

  /** For {@link Builder#buryAfterDeliveries}: not after any number. */
  public static final int NEVER = Integer.MAX_VALUE;

  private static final long LEASE_LOOK_MILLIS = 100;

  private final WorkerSettings settings;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch runningSlots;
  private final CountDownLatch givenUp = new CountDownLatch(1);
  private final List<WorkerSlot> slots = new ArrayList<>();

  private Worker(WorkerSettings settings) {
    this.settings = settings;
    this.runningSlots = new CountDownLatch(settings.concurrency());
  }

  /** Begins to describe a worker that takes jobs from these tubes. */
  public static Builder on(String... tubes) {
    return new Builder(List.of(tubes));
  }

  /** Describes a worker. Not for several threads. */
  public static final class Builder {
    private static final int ATTEMPTS_DEFAULT = 10;
    private static final int DELIVERIES_DEFAULT = 5;

    /** Most jobs are done before that, and cost no question. The shortest time to run is 1 s. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(250);

    private final List<String> tubes;
    private ConnectionOptions options = ConnectionOptions.to("127.0.0.1");
    private int concurrency = 1;
    private int attemptsMax = ATTEMPTS_DEFAULT;
    private int deliveriesMax = DELIVERIES_DEFAULT;
    private Backoff backoff = Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(10));
    private boolean buriesFirst;
    private Duration grace = Duration.ofSeconds(30);
    private Duration firstLook = FIRST_LOOK;
    private WorkerListener listener = new LoggingListener();

    private Builder(List<String> tubes) {
      if (tubes.isEmpty()) {
        throw new IllegalArgumentException("a worker needs at least one tube");
      }
      tubes.forEach(ProtocolLimits::tubeName);
      this.tubes = tubes;
    }

    /** Where the jobs are; see {@link ServerAddress#of}. The loopback's port 11300 unless set. */
    public Builder server(String address) {
      return server(ConnectionOptions.to(address));
    }

    /** Where the jobs are, and how long to wait for answers. */
    public Builder server(ConnectionOptions connectionOptions) {
      options = connectionOptions;
      return this;
    }

    /** How many handlers may run at once, from 1 (unless set) to {@link #CONCURRENCY_MAX}. */
    public Builder concurrency(int handlers) {
      concurrency = (int) ProtocolLimits.inRange("concurrency", handlers, 1, CONCURRENCY_MAX);
      return this;
    }

    /**
     * After how many attempts a job that fails is buried, at least 1; 10 unless set. What counts is
     * how often it was reserved, so that attempts whose worker died count as well.
     */
    public Builder attempts(int max) {
      attemptsMax = (int) ProtocolLimits.inRange("attempts", max, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * How often a job may be delivered without coming to an end, at least 1; 5 unless set. One that
     * comes once more has killed its workers, and is buried before it kills this one. An attempt
     * that fails is an end and does not count here; each kick allows as many deliveries again.
     *
     * <p>To know costs a question to the server for each job. {@link Worker#NEVER} asks no
     * question, and a job that kills its workers does so for ever.
     */
    public Builder buryAfterDeliveries(int max) {
      deliveriesMax = (int) ProtocolLimits.inRange("deliveries", max, 1, Integer.MAX_VALUE);
      return this;
    }

    /** How long a job that failed waits; from a second to ten minutes unless set. */
    public Builder backoff(Backoff waits) {
      backoff = waits;
      return this;
    }

    /**
     * Buries each job before its handler begins, and deletes it when it is done. So a job is never
     * done twice: one that fails, or whose worker dies, stays buried until somebody looks at it.
     */
    public Builder buryFirst() {
      buriesFirst = true;
      return this;
    }

    /**
     * How long handlers may go on after {@link Worker#stop}; 30 s unless set, at most a day. Then
     * their jobs are given back and their threads interrupted.
     */
    public Builder gracePeriod(Duration period) {
      ProtocolLimits.inRange(
          "gracePeriod in milliseconds", period.toMillis(), 0, ConnectionOptions.MILLIS_MAX);
      grace = period;
      return this;
    }

    /** How long a handler runs before the time to run of its job is asked for, for tests. */
    Builder firstLook(Duration wait) {
      firstLook = wait;
      return this;
    }

    /** Who is told what becomes of the jobs; unless set, failures are logged. */
    public Builder listener(WorkerListener told) {
      listener = told;
      return this;
    }

    /** Starts the worker in the background. */
    public Worker start(JobHandler handler) {
      Worker worker =
          new Worker(
              new WorkerSettings(
                  options,
                  tubes,
                  concurrency,
                  attemptsMax,
                  deliveriesMax,
                  backoff,
                  buriesFirst,
                  grace.toMillis(),
                  firstLook.toMillis(),
                  new GuardedListener(listener)));
      worker.start(handler);
      return worker;
    }

    /**
     * Works on this thread's behalf until it is interrupted; then stops gracefully.
     *
     * <p>The thread is marked as interrupted when this returns.
     */
    public void run(JobHandler handler) {
      try (Worker worker = start(handler)) {
        worker.stopping.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void start(JobHandler handler) {
    ThreadFactory threads = Threads.daemons("haulm-worker");
    for (int i = 0; i < settings.concurrency(); i++) {
      slots.add(new WorkerSlot(settings, handler, stopping));
    }
    for (WorkerSlot slot : slots) {
      Runnable work =
          () -> {
            try {
              slot.run();
            } finally {
              runningSlots.countDown();
            }
          };
      threads.newThread(work).start();
    }
    // A platform thread: it must go on when handlers keep every carrier of virtual ones busy.
    Threads.platformDaemons("haulm-leases").newThread(this::renewLeases).start();
  }

  private void renewLeases() {
    try {
      while (!runningSlots.await(LEASE_LOOK_MILLIS, TimeUnit.MILLISECONDS)
          && givenUp.getCount() > 0) {
        long nowNanos = System.nanoTime();
        slots.forEach(slot -> slot.renewLease(nowNanos));
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody knows this thread", e);
    }
  }

  /**
   * Takes no more jobs. Handlers that run may finish within the grace period; then their jobs are
   * given back. Returns at once; see {@link #awaitEnd}.
   */
  public void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    stopping.countDown();
    slots.forEach(WorkerSlot::endIfIdle);
    Threads.daemons("haulm-stop").newThread(this::giveUpAfterGrace).start();
  }

  private void giveUpAfterGrace() {
    try {
      if (!runningSlots.await(settings.graceMillis(), TimeUnit.MILLISECONDS)) {
        slots.forEach(WorkerSlot::giveUp);
      }
      givenUp.countDown();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody knows this thread", e);
    }
  }

  /**
   * Waits until the worker has ended after {@link #stop}: every handler has, or its job was given
   * back.
   *
   * @return false when it has not within that time
   */
  public boolean awaitEnd(Duration patience) throws InterruptedException {
    return givenUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops it, and waits until it has ended; that takes the grace period at most. */
  @Override
  public void close() {
    stop();
    boolean wasInterrupted = false;
    while (true) {
      try {
        givenUp.await();
        break;
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
