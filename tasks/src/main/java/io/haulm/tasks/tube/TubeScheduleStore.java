package io.haulm.tasks.tube;

import io.haulm.client.Job;
import io.haulm.client.NewJob;
import io.haulm.client.NotFoundException;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ScheduleStore;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tube for each schedule, with one job that says what it is and when it is due. To change it, one
 * puts the job that is to follow, sends what is due, and then deletes the one before: until that
 * moment the old one is valid, as it has the lower id. A claim keeps a second changer out.
 *
 * <p>Who dies before the delete has changed nothing, but may have sent: then a run happens twice
 * rather than not at all.
 */
final class TubeScheduleStore implements ScheduleStore {

  /** How long one that died while it changed a schedule keeps others from it. */
  private static final Duration CHANGE_TTL = Duration.ofSeconds(10);

  private static final long TRY_MILLIS = 5;
  private static final String NEXT = "next_millis";

  private final Server server;
  private final Bodies bodies;
  private final TubeClaims claims;
  private final Function<Batch, CompletableFuture<Void>> sending;

  TubeScheduleStore(
      Server server,
      Bodies bodies,
      TubeClaims claims,
      Function<Batch, CompletableFuture<Void>> sending) {
    this.server = server;
    this.bodies = bodies;
    this.claims = claims;
    this.sending = sending;
  }

  /** A schedule as its job has it. */
  private record Entry(long jobId, String name, String text, @Nullable Instant next) {}

  private Entry entry(Job job) {
    Map<String, Object> tree = bodies.read(job.body());
    return new Entry(
        job.id(),
        String.valueOf(Trees.text(tree.get("name"))),
        String.valueOf(Trees.text(tree.get("schedule"))),
        tree.get(NEXT) instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null);
  }

  private CompletableFuture<Optional<Entry>> find(String tube) {
    return server.first(tube).thenApply(job -> job.map(this::entry));
  }

  private CompletableFuture<List<Entry>> findAll() {
    return server
        .tubes(Tubes.SCHEDULE)
        .thenCompose(tubes -> {
          List<CompletableFuture<Optional<Entry>>> entries =
              tubes.stream().map(this::find).toList();
          return Server.all(entries)
              .thenApply(done ->
                  entries.stream()
                      .flatMap(one -> one.join().stream())
                      .collect(Collectors.toCollection(ArrayList::new)));
        });
  }

  @Override
  public CompletableFuture<Map<String, String>> readAll() {
    return findAll()
        .thenApply(
            all -> all.stream().collect(Collectors.toMap(Entry::name, Entry::text, (a, b) -> a)));
  }

  @Override
  public CompletableFuture<Optional<String>> read(String name) {
    return find(tube(name)).thenApply(found -> found.map(Entry::text));
  }

  @Override
  public CompletableFuture<List<String>> due(Instant now, int max) {
    return findAll().thenApply(all -> dueOf(all, now, max));
  }

  /** A name and when it is due. */
  private record Due(String name, Instant next) {}

  private static List<String> dueOf(List<Entry> all, Instant now, int max) {
    List<Due> due = new ArrayList<>();
    for (Entry entry : all) {
      if (entry.next() != null && !entry.next().isAfter(now)) {
        due.add(new Due(entry.name(), entry.next()));
      }
    }
    return due.stream()
        .sorted((one, other) -> one.next().compareTo(other.next()))
        .limit(max)
        .map(Due::name)
        .toList();
  }

  @Override
  public CompletableFuture<Optional<String>> running(String name) {
    return claims.holder(ScheduleStore.claimOf(name));
  }

  @Override
  public CompletableFuture<Boolean> change(Change change, Batch batch) {
    String key = "change:" + ScheduleStore.claimOf(change.name());
    String me = UUID.randomUUID().toString();
    return claimed(key, me)
        .thenCompose(done -> changed(change, batch))
        .thenCompose(done -> claims.release(key, me).thenApply(freed -> done))
        .exceptionallyCompose(failure ->
            claims
                .release(key, me)
                .thenCompose(freed -> CompletableFuture.failedFuture(Futures.cause(failure))));
  }

  private CompletableFuture<Void> claimed(String key, String me) {
    return claims
        .claim(key, me, CHANGE_TTL)
        .thenCompose(holder ->
            holder.equals(me)
                ? CompletableFuture.<Void>completedFuture(null)
                : later().thenCompose(done -> claimed(key, me)));
  }

  private static CompletableFuture<Void> later() {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(TRY_MILLIS, TimeUnit.MILLISECONDS));
  }

  private CompletableFuture<Boolean> changed(Change change, Batch batch) {
    String tube = tube(change.name());
    return find(tube)
        .thenCompose(old ->
            Objects.equals(old.map(Entry::text).orElse(null), change.expected())
                ? carriedOut(tube, change, old, batch)
                : CompletableFuture.completedFuture(false));
  }

  private CompletableFuture<Boolean> carriedOut(
      String tube, Change change, Optional<Entry> old, Batch batch) {
    if (change.replacement() == null) {
      return server.removeBefore(tube, Long.MAX_VALUE).thenApply(done -> true);
    }
    return server
        .put(tube, NewJob.of(body(change.name(), change.replacement(), change.next())))
        .thenCompose(mine ->
            holding(change)
                .thenCompose(done -> sending.apply(batch))
                .thenCompose(done -> committed(tube, old, mine)));
  }

  private CompletableFuture<Void> holding(Change change) {
    return change.run() == null
        ? CompletableFuture.completedFuture(null)
        : claims.replace(ScheduleStore.claimOf(change.name()), change.run(), RUN_TTL);
  }

  // The delete decides. What lies between is what changers left that died.
  private CompletableFuture<Boolean> committed(String tube, Optional<Entry> old, long mine) {
    if (old.isEmpty()) {
      return server.removeBefore(tube, mine).thenApply(done -> true);
    }
    return server
        .shared()
        .delete(old.get().jobId())
        .thenCompose(done -> server.removeBefore(tube, mine))
        .thenApply(done -> true)
        .exceptionallyCompose(failure ->
            Futures.cause(failure) instanceof NotFoundException
                ? server.remove(mine).thenApply(done -> false)
                : CompletableFuture.failedFuture(failure));
  }

  private byte[] body(String name, String text, @Nullable Instant next) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("name", name);
    content.put("schedule", text);
    content.put(NEXT, next == null ? null : next.toEpochMilli());
    return bodies.write(content);
  }

  private static String tube(String name) {
    return Tubes.named(Tubes.SCHEDULE, name);
  }
}
