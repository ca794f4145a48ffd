package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection that many threads share: commands go out in the order of their sending, replies
 * come back in the same order. Once broken it stays broken.
 */
final class RedisConnection implements AutoCloseable {

  // What is written at a time, small enough to arrive over a slow link before patience ends.
  private static final int PIECE_BYTES = 32 * 1024;

  private static final ThreadFactory READERS = Threads.platformDaemons("haulm-redis-reader");

  private final RedisSocket socket;
  private final Duration timeout;
  private final ReentrantLock writing = new ReentrantLock();

  // Guarded by the order of writing: added under the lock, taken by the reader alone.
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private volatile @Nullable RedisException broken;

  // When bytes last went either way, or something was first waited for.
  private volatile long progressNanos = System.nanoTime();

  // Guarded by the lock, as is whether some thread is writing.
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream(4096);
  private boolean isBeingWritten;

  private static final class Waiting {
    private final int replies;
    private final List<@Nullable Object> received = new ArrayList<>();
    private final CompletableFuture<List<@Nullable Object>> future = new CompletableFuture<>();

    Waiting(int replies) {
      this.replies = replies;
    }
  }

  private RedisConnection(RedisSocket socket, Duration timeout) {
    this.socket = socket;
    this.timeout = timeout;
  }

  static RedisConnection open(RedisAddress address, List<Command> greeting, Duration timeout) {
    RedisConnection connection =
        new RedisConnection(RedisSocket.open(address, greeting, timeout), timeout);
    READERS.newThread(connection::readReplies).start();
    return connection;
  }

  boolean isBroken() {
    return broken != null;
  }

  /** Sends commands in one go; completes with a reply for each, or with the first error reply. */
  CompletableFuture<List<@Nullable Object>> send(List<Command> commands) {
    Waiting mine = new Waiting(commands.size());
    boolean isWriter;
    writing.lock();
    try {
      RedisException failure = broken;
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      if (waiting.isEmpty()) {
        progressNanos = System.nanoTime();
      }
      waiting.add(mine);
      commands.forEach(command -> command.writeTo(unwritten));
      isWriter = !isBeingWritten;
      isBeingWritten = true;
    } finally {
      writing.unlock();
    }
    if (isWriter) {
      writeAll();
    }
    return mine.future;
  }

  // One thread writes, for itself and for those who come meanwhile: many commands in few writes.
  private void writeAll() {
    try {
      for (byte[] next = nextBytes(); next.length > 0; next = nextBytes()) {
        write(next);
      }
    } catch (IOException e) {
      breakWith(new RedisException.Lost("connection lost while writing: " + e.getMessage(), e));
    }
  }

  // A large message may take longer than a server may be silent, as long as it is on its way.
  private void write(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
      socket.write(bytes, from, Math.min(PIECE_BYTES, bytes.length - from));
      progressNanos = System.nanoTime();
    }
  }

  private byte[] nextBytes() {
    writing.lock();
    try {
      byte[] bytes = unwritten.toByteArray();
      unwritten.reset();
      isBeingWritten = bytes.length > 0;
      return bytes;
    } finally {
      writing.unlock();
    }
  }

  private void readReplies() {
    try {
      while (broken == null) {
        if (socket.hasNext()) {
          received(socket.read());
          progressNanos = System.nanoTime();
        } else {
          checkPatience();
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      // An error too, such as a reply for which there is no memory: nobody else would tell those
      // who wait.
      breakWith(new RedisException.Lost("connection lost: " + e.getMessage(), e));
    }
  }

  private void received(@Nullable Object reply) throws IOException {
    Waiting first = waiting.peek();
    if (first == null) {
      throw new IOException("a reply that nobody asked for");
    }
    first.received.add(reply);
    if (first.received.size() == first.replies) {
      waiting.remove();
      complete(first);
    }
  }

  private static void complete(Waiting done) {
    for (Object reply : done.received) {
      if (reply instanceof RedisException error) {
        done.future.completeExceptionally(error);
        return;
      }
    }
    done.future.complete(done.received);
  }

  private void checkPatience() throws IOException {
    if (!waiting.isEmpty() && System.nanoTime() - progressNanos > timeout.toNanos()) {
      throw new IOException("no reply within " + timeout);
    }
  }

  private void breakWith(RedisException failure) {
    writing.lock();
    try {
      if (broken == null) {
        broken = failure;
      }
    } finally {
      writing.unlock();
    }
    socket.close();
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      next.future.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    breakWith(new RedisException("the connection is closed"));
  }
}
