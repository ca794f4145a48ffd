package io.haulm.tasks.tube;

import io.haulm.client.BeanstalkException;
import io.haulm.client.Connection;
import io.haulm.client.Job;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A tube that one program reads: each job is handed over as soon as it is there, and deleted. While
 * a mailbox is open its tube is watched, which is how others see that somebody reads it.
 */
final class Mailbox implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final long TROUBLE_MILLIS = 500;
  private static final int AT_ONCE_MAX = 256;

  private final Connection connection;
  private final Consumer<byte[]> reader;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile CompletableFuture<Void> lastDelete = Futures.done();

  /** Opens it; when this returns the tube is watched. */
  Mailbox(Server server, String tube, Consumer<byte[]> reader) {
    this.connection = server.connect();
    this.reader = reader;
    connection.watch(tube);
    connection.ignore("default");
    Threads.daemons("haulm-mailbox").newThread(this::readUntilClosed).start();
  }

  private void readUntilClosed() {
    while (closed.getCount() > 0) {
      try {
        Optional<Job> first = connection.reserve(WAIT);
        first.ifPresent(this::hand);
        if (first.isPresent()) {
          handTheRest();
        }
      } catch (BeanstalkException e) {
        // The connection makes itself anew; what waits in the tube waits on.
        awaitQuietly();
      } catch (RuntimeException e) {
        // A reader threw; one that does must not cost the mailbox its thread.
        Thread self = Thread.currentThread();
        self.getUncaughtExceptionHandler().uncaughtException(self, e);
      }
    }
  }

  // Asks for one more, then for two, four and so on, while there are as many as it asks for.
  private void handTheRest() {
    int asked = 1;
    while (handUpTo(asked) == asked) {
      asked = Math.min(2 * asked, AT_ONCE_MAX);
    }
  }

  private int handUpTo(int max) {
    List<Job> jobs = Pipelined.reserve(connection, max);
    jobs.forEach(this::hand);
    return jobs.size();
  }

  // Deleted before it is handed over: who reads it may close the mailbox at once, and what is
  // handed over dies with this program anyway.
  private void hand(Job job) {
    lastDelete = Server.goneIsFine(connection.async().delete(job.id()));
    reader.accept(job.body());
  }

  private void awaitQuietly() {
    try {
      closed.await(TROUBLE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody knows this thread", e);
    }
  }

  /** Closes it; what was handed over is not put back by that. */
  @Override
  public void close() {
    closed.countDown();
    lastDelete
        .copy()
        .completeOnTimeout(null, TROUBLE_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(failure -> null)
        .join();
    connection.close();
  }
}
