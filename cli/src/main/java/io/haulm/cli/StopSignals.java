package io.haulm.cli;

import io.haulm.client.Worker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends a worker by signals: the first lets its commands finish, the second does not. */
final class StopSignals {
  private final Worker worker;
  private final JobProcess process;
  private final Streams streams;
  private final AtomicInteger signals = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);

  StopSignals(Worker worker, JobProcess process, Streams streams) {
    this.worker = worker;
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
    worker.stop();
    stopped.countDown();
  }

  /** Waits for the first signal, and then for the end of the worker. */
  void awaitEnd() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker.close();
  }
}
