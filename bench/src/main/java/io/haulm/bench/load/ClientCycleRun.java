package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.client.NewJob;

/** Puts a job, reserves one, deletes it, and so on, each command after the reply to the last. */
final class ClientCycleRun extends ClientRun {
  private static final int COMMANDS = 3;

  ClientCycleRun(RunningServer server) {
    super(server);
  }

  @Override
  long workUntil(long endNanos) {
    NewJob job = job();
    long cycles = 0;
    while (System.nanoTime() < endNanos) {
      long _ = connection().put(job);
      connection().delete(connection().reserve().id());
      cycles++;
    }
    return cycles * COMMANDS;
  }
}
