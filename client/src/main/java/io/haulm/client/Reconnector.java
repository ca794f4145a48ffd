package io.haulm.client;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection that outlives its links: when one is lost, the next command makes another, which
 * uses and watches the same tubes.
 */
final class Reconnector {
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long PAUSE_MILLIS_MAX = 500;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ConnectionOptions options;
  private final ReentrantLock connectLock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Link link;

  /** What the next link starts with; guarded by {@code connectLock}. */
  private ServerSide wanted;

  Reconnector(ConnectionOptions options, List<String> watched) {
    this.options = options;
    this.wanted = new ServerSide();
    wanted.watchOnly(watched);
  }

  /** Makes the connection now, so that a mistake in the address shows early. */
  void connect() {
    link();
  }

  /** Sends a command and waits for its reply. */
  <T> T call(Command<T> command) {
    Link current = link();
    Pending<T> pending = new Pending<>(command);
    try {
      current.sendAndWait(pending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      current.fail(LinkFailure.lost("a thread that waited for an answer was interrupted", null));
    }
    try {
      return pending.future().join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  /** Sends a command; whatever goes wrong is told by the future. */
  <T> CompletableFuture<T> send(Command<T> command) {
    Pending<T> pending = new Pending<>(command);
    try {
      link().send(pending);
    } catch (ConnectionException e) {
      pending.fail(e);
    }
    return pending.future();
  }

  private static RuntimeException unwrapped(CompletionException failure) {
    if (failure.getCause() instanceof ConnectionLostException lost
        && Thread.currentThread().isInterrupted()) {
      return LinkFailure.interrupted().toException(lost.mayHaveBeenDone());
    }
    return failure.getCause() instanceof RuntimeException cause ? cause : failure;
  }

  /** Whether the server believes that we hold jobs, or will as soon as it has some. */
  boolean holdsJobs() {
    Link current = link;
    // In this order: a reply that comes in between has turned the one into the other.
    return current != null && (current.awaitsJob() || current.state().holdsJobs());
  }

  /** Brings it to where a new connection is: uses and watches the default tube. */
  void reset() {
    Link current = link();
    if (!current.state().used().equals(ServerSide.DEFAULT_TUBE)) {
      call(Commands.use(ServerSide.DEFAULT_TUBE));
    }
    watchOnly(current, List.of(ServerSide.DEFAULT_TUBE));
  }

  private void watchOnly(Link on, List<String> tubes) {
    List<String> before = on.state().watched();
    for (String tube : tubes) {
      if (!before.contains(tube)) {
        run(on, Commands.watch(tube));
      }
    }
    for (String tube : before) {
      if (!Set.copyOf(tubes).contains(tube)) {
        run(on, Commands.ignore(tube));
      }
    }
  }

  /** Drops the link, so that the server gives what it holds for us to others. */
  void drop() {
    Link current = link;
    if (current != null) {
      current.fail(LinkFailure.closed());
    }
  }

  void close() {
    closed.countDown();
    drop();
  }

  /** Whether no command will ever be sent again. */
  boolean isClosed() {
    return closed.getCount() == 0;
  }

  private Link link() {
    Link current = link;
    if (current != null && current.isUsable() && !isClosed()) {
      return current;
    }
    try {
      connectLock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    try {
      Link mine = link;
      if (mine != null && mine.isUsable() && !isClosed()) {
        return mine;
      }
      if (mine != null) {
        // Waits until its reader has left, so that what its last replies changed is known.
        mine.fail(LinkFailure.closed());
        wanted = mine.state();
      }
      Link fresh = connectPatiently();
      link = fresh;
      if (isClosed()) {
        fresh.fail(LinkFailure.closed());
      }
      return fresh;
    } finally {
      connectLock.unlock();
    }
  }

  private Link connectPatiently() {
    long deadlineNanos = System.nanoTime() + options.reconnectMillis() * NANOS_PER_MILLI;
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (true) {
      if (isClosed()) {
        throw LinkFailure.closed().toException(false);
      }
      try {
        return connectOnce();
      } catch (ConnectFailedException e) {
        if (System.nanoTime() + pauseMillis * NANOS_PER_MILLI > deadlineNanos) {
          throw e;
        }
      }
      pause(pauseMillis);
      pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
    }
  }

  private void pause(long millis) {
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        throw LinkFailure.closed().toException(false);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static ConnectionException interrupted() {
    Thread.currentThread().interrupt();
    return LinkFailure.interrupted().toException(false);
  }

  private Link connectOnce() {
    Link fresh;
    try {
      fresh = new Link(Transport.connect(options), new ServerSide(), options);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted();
      }
      throw new ConnectFailedException(options.address(), e);
    }
    try {
      restore(fresh);
      return fresh;
    } catch (BeanstalkException e) {
      fresh.fail(LinkFailure.closed());
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted();
      }
      throw new ConnectFailedException(options.address(), e);
    }
  }

  private void restore(Link fresh) {
    if (!wanted.used().equals(ServerSide.DEFAULT_TUBE)) {
      run(fresh, Commands.use(wanted.used()));
    }
    watchOnly(fresh, wanted.watched());
  }

  private static void run(Link on, Command<?> command) {
    Pending<?> pending = new Pending<>(command);
    try {
      on.sendAndWait(pending);
      pending.future().join();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }
}
