package io.haulm.tasks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until the server of a worker is there: programs and servers start in any order. */
final class FirstConnection {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  private FirstConnection() {}

  /**
   * Connects, again and again with growing pauses.
   *
   * @throws BrokerException when the server answers with an error, or the thread is interrupted
   */
  static TaskClient of(TaskClient.Builder client, Listeners told) {
    Duration pause = PAUSE;
    while (true) {
      try {
        return client.connect();
      } catch (BrokerException e) {
        if (!e.isLoss()) {
          throw e;
        }
        told.problem("connecting; tried again in " + pause.toMillis() + " ms", e);
        pause(pause, e);
      }
      pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
    }
  }

  private static void pause(Duration pause, BrokerException met) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException(met);
    }
  }
}
