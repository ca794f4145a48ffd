package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection for all that is subscribed to. When it breaks it is made anew and everything is
 * subscribed to again; what was published meanwhile is lost, so each listener is told when its
 * subscription stands (again) and can look for what it missed.
 */
final class Subscriber implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.haulm.tasks");
  private static final ThreadFactory READERS = Threads.platformDaemons("haulm-redis-subscriber");
  private static final Command PING = Command.of("PING");
  private static final long RECONNECT_MILLIS = 200;
  private static final long RECONNECT_MILLIS_MAX = 5_000;

  // A subscription that nobody needs any more is left along with the next command, up to so many.
  private static final int LEAVING_MAX = 100;

  /** Hears what is published. Called on the subscriber's thread, which must not be blocked. */
  interface Listener {
    /** Something was published. */
    void published(byte[] payload);

    /** From now on everything is heard. */
    default void subscribed() {}
  }

  private final RedisAddress address;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();

  // Guarded by the lock. A pattern is kept as what the server is asked: kind and name.
  private final Map<Subscription, List<Listener>> listeners = new HashMap<>();
  private final Set<Subscription> leaving = new LinkedHashSet<>();
  private @Nullable RedisSocket socket;
  private boolean started;
  private boolean closed;

  private record Subscription(boolean isPattern, String name) {
    Command command(String verb) {
      return Command.of((isPattern ? "P" : "") + verb, name);
    }
  }

  Subscriber(RedisAddress address) {
    this.address = address;
  }

  /** Listens to a channel until the returned handle is run. */
  Runnable subscribe(String channel, Listener listener) {
    return add(new Subscription(false, channel), listener);
  }

  /** Listens to all channels that fit a pattern. */
  Runnable subscribePattern(String pattern, Listener listener) {
    return add(new Subscription(true, pattern), listener);
  }

  private Runnable add(Subscription subscription, Listener listener) {
    lock.lock();
    try {
      startIfNeeded();
      listeners.computeIfAbsent(subscription, key -> new CopyOnWriteArrayList<>()).add(listener);
      leaving.remove(subscription);
      // Asked for again even when it stands: the answer tells the new listener that it does.
      write(subscription.command("SUBSCRIBE"));
    } finally {
      lock.unlock();
    }
    return () -> remove(subscription, listener);
  }

  private void remove(Subscription subscription, Listener listener) {
    lock.lock();
    try {
      List<Listener> left = listeners.get(subscription);
      if (left != null && left.remove(listener) && left.isEmpty()) {
        listeners.remove(subscription);
        leaving.add(subscription);
        if (leaving.size() >= LEAVING_MAX) {
          write(PING);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  // Called under the lock. Without a connection there is nothing to write: connecting writes all.
  private void write(Command command) {
    List<Command> commands = new ArrayList<>();
    leaving.forEach(one -> commands.add(one.command("UNSUBSCRIBE")));
    leaving.clear();
    commands.add(command);
    if (socket == null) {
      return;
    }
    try {
      socket.write(commands);
    } catch (IOException e) {
      socket.close();
    }
  }

  private void startIfNeeded() {
    if (!started) {
      started = true;
      READERS.newThread(this::run).start();
    }
  }

  private void run() {
    long pauseMillis = RECONNECT_MILLIS;
    while (!isClosed()) {
      try (RedisSocket connected = RedisSocket.open(address, List.of(), address.timeout())) {
        begin(connected);
        pauseMillis = RECONNECT_MILLIS;
        readAll(connected);
      } catch (IOException | RuntimeException | Error e) {
        // Whatever it was, those who listen rely on this thread.
        pause(pauseMillis);
        pauseMillis = Math.min(RECONNECT_MILLIS_MAX, pauseMillis * 2);
      } finally {
        end();
      }
    }
  }

  private void begin(RedisSocket connected) throws IOException {
    lock.lock();
    try {
      socket = connected;
      List<Command> all = new ArrayList<>();
      listeners.keySet().forEach(one -> all.add(one.command("SUBSCRIBE")));
      if (!all.isEmpty()) {
        connected.write(all);
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      socket = null;
    } finally {
      lock.unlock();
    }
  }

  // A connection that is silent may be dead: a subscriber's PING is answered like a message, and if
  // nothing at all has come by the next look, nothing will.
  private void readAll(RedisSocket connected) throws IOException {
    boolean isAsked = false;
    while (!isClosed()) {
      if (connected.hasNext()) {
        heard(Replies.list(connected.read()));
        isAsked = false;
      } else if (isAsked) {
        throw new IOException("no answer within " + address.timeout());
      } else {
        ping();
        isAsked = true;
      }
    }
  }

  private void ping() {
    lock.lock();
    try {
      write(PING);
    } finally {
      lock.unlock();
    }
  }

  private void heard(List<@Nullable Object> words) {
    String kind = Replies.text(words.get(0));
    if ("message".equals(kind)) {
      tell(new Subscription(false, name(words)), Replies.bytes(words.get(2)));
    } else if ("pmessage".equals(kind)) {
      tell(new Subscription(true, name(words)), Replies.bytes(words.get(3)));
    } else if ("subscribe".equals(kind)) {
      standing(new Subscription(false, name(words)));
    } else if ("psubscribe".equals(kind)) {
      standing(new Subscription(true, name(words)));
    }
  }

  private static String name(List<@Nullable Object> words) {
    return String.valueOf(Replies.text(words.get(1)));
  }

  private void tell(Subscription subscription, byte @Nullable [] payload) {
    if (payload != null) {
      listenersOf(subscription).forEach(one -> guarded(() -> one.published(payload)));
    }
  }

  private void standing(Subscription subscription) {
    listenersOf(subscription).forEach(one -> guarded(one::subscribed));
  }

  // One listener's trouble, say with a text that is no JSON, must not end the hearing of all.
  private static void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "a subscriber failed", e);
    }
  }

  private List<Listener> listenersOf(Subscription subscription) {
    lock.lock();
    try {
      return List.copyOf(listeners.getOrDefault(subscription, List.of()));
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void pause(long millis) {
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!closed && nanos > 0) {
        nanos = wanted.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wanted.signalAll();
      if (socket != null) {
        socket.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
