package io.haulm.tasks.tube;

import io.haulm.client.Job;
import io.haulm.tasks.spi.Futures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes what has expired and what nobody has fetched: results of callers that are gone, claims,
 * chords that were never completed. Servers of this protocol let no job end by itself. Workers do
 * it now and then; any number of them may.
 */
final class Sweeper {

  /** The most tubes that one round looks at; which ones is left to chance. */
  static final int TUBES_MAX = 10_000;

  /** The most jobs of a tube that one round deletes. */
  static final int JOBS_MAX = 1_000;

  private final Server server;
  private final Bodies bodies;

  Sweeper(Server server, Bodies bodies) {
    this.server = server;
    this.bodies = bodies;
  }

  /** One round. */
  CompletableFuture<Void> sweep() {
    return server
        .tubes(Tubes.OURS)
        .thenCompose(tubes -> {
          List<String> expiring =
              new ArrayList<>(tubes.stream().filter(Sweeper::isExpiring).toList());
          Collections.shuffle(expiring);
          return Server.all(
              expiring.stream().limit(TUBES_MAX).map(tube -> swept(tube, JOBS_MAX)).toList());
        });
  }

  private static boolean isExpiring(String tube) {
    return Tubes.EXPIRING.stream().anyMatch(tube::startsWith);
  }

  private CompletableFuture<Void> swept(String tube, int jobs) {
    return server
        .first(tube)
        .thenCompose(first -> {
          Optional<Job> expired = first.filter(bodies::isExpired);
          return expired.isEmpty() || jobs == 0
              ? Futures.done()
              : server.remove(expired.get().id()).thenCompose(gone -> swept(tube, jobs - 1));
        });
  }
}
