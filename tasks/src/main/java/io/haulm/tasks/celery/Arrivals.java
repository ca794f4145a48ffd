package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until there is something in one of several lists, and takes it in the same moment. An
 * element is moved from the near end of its list to the near end of the same list, which changes
 * nothing but may wait; the script that takes and shelves is sent right behind. Such a move has one
 * list only, so each list has a connection of its own.
 *
 * <p>What is asked for outlives the call that asked. So that nothing is hoarded, what comes while
 * the worker rests goes back at once.
 */
final class Arrivals implements AutoCloseable {

  /** The most that is taken from a list at once: so few that they can go back. */
  static final int AT_ONCE_MAX = 10;

  // How long the server is asked to wait, again and again. The end of a worker waits for that.
  private static final Duration ASKED = Duration.ofSeconds(1);

  private final Supplier<Redis> connections;
  private final Shelves shelves;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();

  // All guarded by the lock.
  private final Map<String, Wait> waits = new HashMap<>();
  private final List<Shelves.Taken> arrived = new ArrayList<>();
  private @Nullable Throwable failure;
  private boolean isResting;
  private boolean isEnding;

  /** A list's connection, and what is asked there. It is done when the answer is dealt with. */
  private static final class Wait {
    private final Redis redis;
    private CompletableFuture<Void> done = Futures.done();
    private boolean isAsked;
    private boolean isForgotten;

    Wait(Redis redis) {
      this.redis = redis;
    }
  }

  Arrivals(Supplier<Redis> connections, Shelves shelves) {
    this.connections = connections;
    this.shelves = shelves;
  }

  /**
   * Waits at these lists, the most urgent first.
   *
   * @return none when the wait was over first
   * @throws RedisException when the server cannot be asked
   */
  List<Shelves.Taken> await(List<String> lists, int max, Duration wait)
      throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = wait.toNanos();
      while (arrived.isEmpty() && leftNanos > 0 && !isEnding) {
        forgetOthers(lists);
        lists.forEach(list -> ask(list, max));
        throwFailure();
        leftNanos = told.awaitNanos(leftNanos);
      }
      return poll(lists, max);
    } finally {
      lock.unlock();
    }
  }

  /** Ends a rest; gives what has come since the last call. */
  List<Shelves.Taken> poll(List<String> lists, int max) {
    lock.lock();
    try {
      isResting = false;
      arrived.sort(Comparator.comparingInt(one -> lists.indexOf(one.list())));
      List<Shelves.Taken> first = arrived.subList(0, Math.min(max, arrived.size()));
      List<Shelves.Taken> polled = List.copyOf(first);
      first.clear();
      giveBackArrived();
      return polled;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is wanted for a while. */
  void rest() {
    lock.lock();
    try {
      isResting = true;
      giveBackArrived();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is waited for any more. */
  void end() {
    lock.lock();
    try {
      isEnding = true;
      told.signal();
    } finally {
      lock.unlock();
    }
  }

  private void giveBackArrived() {
    Futures.letGo(giveBack(arrived));
    arrived.clear();
  }

  // The last one first: each becomes the next to be taken. One that is lost on the way comes again
  // after its lease.
  private CompletableFuture<Void> giveBack(List<Shelves.Taken> taken) {
    List<CompletableFuture<Void>> all = new ArrayList<>(taken.size());
    for (int i = taken.size() - 1; i >= 0; i--) {
      all.add(shelves.giveBack(taken.get(i)).exceptionally(lost -> null));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private void ask(String list, int max) {
    Wait one = waits.computeIfAbsent(list, key -> new Wait(connections.get()));
    if (!one.isAsked) {
      one.isAsked = true;
      one.done =
          shelves
              .takeWhenThere(one.redis, list, Math.min(max, AT_ONCE_MAX), ASKED)
              .thenCompose(taken -> heard(one, taken))
              .whenComplete((done, error) -> ended(one, error));
    }
  }

  private CompletableFuture<Void> heard(Wait one, List<Shelves.Taken> taken) {
    lock.lock();
    try {
      if (isResting || one.isForgotten) {
        return giveBack(taken);
      }
      arrived.addAll(taken);
      return Futures.done();
    } finally {
      lock.unlock();
    }
  }

  private void ended(Wait one, @Nullable Throwable error) {
    lock.lock();
    try {
      one.isAsked = false;
      if (error != null && !one.isForgotten) {
        failure = error;
      }
      told.signal();
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() {
    Throwable met = failure;
    failure = null;
    if (met != null) {
      throw Futures.cause(met) instanceof RedisException known
          ? known
          : new RedisException(String.valueOf(met));
    }
  }

  private void forgetOthers(List<String> lists) {
    for (String list : List.copyOf(waits.keySet())) {
      if (!lists.contains(list)) {
        forget(waits.remove(list));
      }
    }
  }

  private static void forget(@Nullable Wait one) {
    if (one != null) {
      one.isForgotten = true;
      Futures.letGo(one.done.whenComplete((done, lost) -> one.redis.close()));
    }
  }

  /** Waits for the last answers, which takes a second at most, and gives back what they bring. */
  @Override
  public void close() {
    CompletableFuture<?>[] all;
    lock.lock();
    try {
      rest();
      all = waits.values().stream().map(one -> one.done).toArray(CompletableFuture[]::new);
      forgetOthers(List.of());
    } finally {
      lock.unlock();
    }
    CompletableFuture.allOf(all).exceptionally(lost -> null).join();
  }
}
