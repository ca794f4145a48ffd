package io.haulm.bench.wire;

import io.haulm.bench.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Drives the connections of a load, all on the thread that calls it.
 *
 * <p>A round is: {@link #start()}, then {@link #runFor} or {@link #spinFor}, then {@link
 * #finish()}; or {@link #start()} and {@link #runUntilIdle()} when the work, not the time, is
 * given.
 */
public final class LoadLoop implements AutoCloseable {
  /** A server that answers nothing for so long is taken for dead. */
  private static final long SILENCE_NANOS_MAX = 30_000_000_000L;

  private static final long SELECT_MILLIS = 1;

  private final Selector selector;
  private final List<LoadConnection> connections = new ArrayList<>();
  private final Consumer<SelectionKey> turn = this::turn;
  private long lastReplyNanos;
  private boolean progress;

  /** A loop without connections. */
  public LoadLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a connection, which this loop closes in the end. */
  public <C extends LoadConnection> C add(C connection) {
    try {
      connection.register(selector);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.add(connection);
    return connection;
  }

  /** Lets every connection begin. */
  public void start() {
    lastReplyNanos = System.nanoTime();
    for (LoadConnection connection : connections) {
      try {
        connection.start(System.nanoTime());
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }

  /** Runs for {@code nanos} nanoseconds, at most a millisecond longer. */
  public void runFor(long nanos) {
    long endNanos = System.nanoTime() + nanos;
    while (System.nanoTime() < endNanos) {
      select(SELECT_MILLIS);
    }
  }

  /**
   * Runs for {@code nanos} nanoseconds and never sleeps, so that {@code tick} is called with the
   * time every few microseconds.
   */
  public void spinFor(long nanos, LongConsumer tick) {
    long nowNanos = System.nanoTime();
    long endNanos = nowNanos + nanos;
    while (nowNanos < endNanos) {
      tick.accept(nowNanos);
      select(0);
      nowNanos = System.nanoTime();
    }
  }

  /** Runs until every connection has done what it was to do. */
  public void runUntilIdle() {
    lastReplyNanos = System.nanoTime();
    while (!isIdle()) {
      select(SELECT_MILLIS);
    }
  }

  /** Ends the round: every connection finishes what it has begun. */
  public void finish() {
    connections.forEach(LoadConnection::stop);
    runUntilIdle();
  }

  private boolean isIdle() {
    for (LoadConnection connection : connections) {
      if (!connection.isIdle()) {
        return false;
      }
    }
    return true;
  }

  private void select(long timeoutMillis) {
    progress = false;
    try {
      int _ = timeoutMillis == 0 ? selector.selectNow(turn) : selector.select(turn, timeoutMillis);
    } catch (IOException e) {
      throw broken(e);
    }
    long nowNanos = System.nanoTime();
    if (progress) {
      lastReplyNanos = nowNanos;
    } else if (nowNanos - lastReplyNanos > SILENCE_NANOS_MAX) {
      throw new BenchException("the server answered nothing for 30 seconds");
    }
  }

  private void turn(SelectionKey key) {
    try {
      progress |= ((LoadConnection) key.attachment()).turn();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static BenchException broken(IOException e) {
    return new BenchException("a connection to the server broke: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      for (LoadConnection connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
