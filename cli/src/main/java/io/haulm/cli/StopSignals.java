package io.haulm.cli;

import io.haulm.client.Worker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a worker by signals: the first lets its commands finish, the second does not.
 *
 * <p>To be installed before the worker starts: a command that runs must never be met by a signal
 * that nobody handles, because then it would outlive its worker.
 */
final class StopSignals {
  private final JobProcess process;
  private final Streams streams;
  private final AtomicInteger signals = new AtomicInteger();
  private final CountDownLatch first = new CountDownLatch(1);

  StopSignals(JobProcess process, Streams streams) {
    this.process = process;
    this.streams = streams;
  }

  void install() {
    Signals.handle("TERM", this::signalled);
    Signals.handle("INT", this::signalled);
  }

  void signalled() {
    if (signals.incrementAndGet() > 1) {
      process.kill();
      return;
    }
    if (process.count() > 0) {
      streams.complain(
          "stopping; waiting for " + process.count() + " commands (once more ends them)");
    }
    first.countDown();
  }

  /** Waits for the first signal, and then for the end of the worker. */
  void awaitEnd(Worker worker) {
    try {
      first.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker.close();
  }
}
