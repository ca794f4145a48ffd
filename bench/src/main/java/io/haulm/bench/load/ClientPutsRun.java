package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.wire.Recorder;
import io.haulm.client.NewJob;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Puts jobs with a fixed number of puts in flight; drained between rounds by the bench's loop. */
final class ClientPutsRun extends ClientRun {
  private final InetSocketAddress address;
  private final int inFlightMax;
  private long inserted;

  ClientPutsRun(RunningServer server, int inFlightMax) {
    super(server);
    this.address = server.address();
    this.inFlightMax = inFlightMax;
  }

  @Override
  long workUntil(long endNanos) {
    NewJob job = job();
    Semaphore places = new Semaphore(inFlightMax);
    AtomicLong answered = new AtomicLong();
    while (System.nanoTime() < endNanos) {
      places.acquireUninterruptibly();
      var _ =
          connection()
              .async()
              .put(job)
              .thenAccept(_ -> {
                answered.incrementAndGet();
                places.release();
              });
    }
    // The round ends with the last reply, as the loop's does.
    places.acquireUninterruptibly(inFlightMax);
    inserted = answered.get();
    return inserted;
  }

  @Override
  void afterRound() {
    try (Bulk bulk = new Bulk(address, Workloads.TUBE, new Recorder())) {
      bulk.drain(inserted);
    }
  }
}
