package io.haulm.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections for many threads. Each is lent to one borrower at a time, and comes as if it were
 * new: it uses and watches the default tube and holds no job. The one that was given back last is
 * lent first, so that few are kept busy and the rest may stay unmade.
 */
public final class ConnectionPool implements AutoCloseable {
  /** Most connections that a pool may have. */
  public static final int SIZE_MAX = 65_536;

  private static final Duration WAIT_DEFAULT = Duration.ofSeconds(30);

  private final ConnectionOptions options;
  private final int size;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition givenBack = lock.newCondition();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final List<Connection> all = new ArrayList<>();
  private boolean closed;

  private ConnectionPool(ConnectionOptions options, int size) {
    this.options = options;
    this.size = size;
  }

  /**
   * A pool that connects when it has to.
   *
   * @param size how many connections there may be at once, from 1 to {@link #SIZE_MAX}
   */
  public static ConnectionPool of(ConnectionOptions options, int size) {
    ProtocolLimits.inRange("size", size, 1, SIZE_MAX);
    return new ConnectionPool(options, size);
  }

  /** A connection that is lent; closing it gives it back. Not to be used after that. */
  public static final class Lease implements AutoCloseable {
    private final ConnectionPool pool;
    private @Nullable Connection connection;

    private Lease(ConnectionPool pool, Connection connection) {
      this.pool = pool;
      this.connection = connection;
    }

    /**
     * The connection.
     *
     * @throws IllegalStateException when it was given back
     */
    public Connection connection() {
      if (connection == null) {
        throw new IllegalStateException("the connection was given back");
      }
      return connection;
    }

    /** Gives it back; jobs that it holds go back to their tubes. */
    @Override
    public void close() {
      if (connection != null) {
        pool.giveBack(connection);
        connection = null;
      }
    }
  }

  /**
   * Runs an action with a connection, and gives it back.
   *
   * @throws PoolTimeoutException when all are in use for 30 seconds
   */
  public <T> T with(Function<Connection, T> action) {
    try (Lease lease = borrow(WAIT_DEFAULT)) {
      return action.apply(lease.connection());
    }
  }

  /**
   * Borrows a connection.
   *
   * @param patience how long to wait when all are in use
   * @throws PoolTimeoutException when all are in use for so long
   * @throws ConnectFailedException when the server cannot be reached
   * @throws IllegalStateException when the pool is closed
   */
  public Lease borrow(Duration patience) {
    Connection connection = take(patience);
    try {
      connection.reconnector().reset();
      return new Lease(this, connection);
    } catch (BeanstalkException e) {
      giveBack(connection);
      throw e;
    }
  }

  private Connection take(Duration patience) {
    lock.lock();
    try {
      long leftNanos = patience.toNanos();
      while (true) {
        if (closed) {
          throw new IllegalStateException("the pool is closed");
        }
        if (!idle.isEmpty()) {
          return idle.pop();
        }
        if (all.size() < size) {
          Connection made = Connection.watching(options, List.of(ServerSide.DEFAULT_TUBE));
          all.add(made);
          return made;
        }
        if (leftNanos <= 0) {
          throw new PoolTimeoutException(size, TimeUnit.NANOSECONDS.toMillis(patience.toNanos()));
        }
        leftNanos = givenBack.awaitNanos(leftNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LinkFailure.interrupted().toException(false);
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Connection connection) {
    if (connection.reconnector().holdsJobs()) {
      // The next borrower does not know of these jobs; without us the server gives them to others.
      connection.reconnector().drop();
    }
    lock.lock();
    try {
      if (connection.reconnector().isClosed()) {
        // The borrower has closed it: another one is made in its place.
        all.remove(connection);
      } else {
        idle.push(connection);
      }
      givenBack.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Closes all connections, also those that are lent. */
  @Override
  public void close() {
    List<Connection> closing;
    lock.lock();
    try {
      closed = true;
      closing = List.copyOf(all);
      givenBack.signalAll();
    } finally {
      lock.unlock();
    }
    closing.forEach(Connection::close);
  }
}
