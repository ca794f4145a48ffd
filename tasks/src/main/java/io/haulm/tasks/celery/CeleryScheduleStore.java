package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.ScheduleStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Schedules in a hash of texts and a sorted set of their next runs, in milliseconds. */
final class CeleryScheduleStore implements ScheduleStore {

  private final Redis redis;
  private final Function<Batch, List<Command>> sending;

  CeleryScheduleStore(Redis redis, Function<Batch, List<Command>> sending) {
    this.redis = redis;
    this.sending = sending;
  }

  @Override
  public CompletableFuture<Map<String, String>> readAll() {
    return redis
        .send("HGETALL", Keys.SCHEDULES)
        .thenApply(reply -> {
          List<@Nullable Object> pairs = Replies.list(reply);
          Map<String, String> all = new LinkedHashMap<>();
          for (int i = 0; i + 1 < pairs.size(); i += 2) {
            all.put(text(pairs.get(i)), text(pairs.get(i + 1)));
          }
          return all;
        });
  }

  @Override
  public CompletableFuture<Optional<String>> read(String name) {
    return redis
        .send("HGET", Keys.SCHEDULES, name)
        .thenApply(reply -> Optional.ofNullable(Replies.text(reply)));
  }

  @Override
  public CompletableFuture<List<String>> due(Instant now, int max) {
    return redis
        .send("ZRANGEBYSCORE", Keys.NEXT_RUNS, "-inf", now.toEpochMilli(), "LIMIT", 0, max)
        .thenApply(reply -> Replies.list(reply).stream().map(CeleryScheduleStore::text).toList());
  }

  @Override
  public CompletableFuture<Optional<String>> running(String name) {
    return redis
        .send("GET", Keys.claim(ScheduleStore.claimOf(name)))
        .thenApply(reply -> Optional.ofNullable(Replies.text(reply)));
  }

  @Override
  public CompletableFuture<Boolean> change(Change change, Batch batch) {
    Instant next = change.next();
    List<Object> arguments = new ArrayList<>();
    arguments.add(change.name());
    arguments.add(orEmpty(change.expected()));
    arguments.add(orEmpty(change.replacement()));
    arguments.add(next == null ? "" : next.toEpochMilli());
    arguments.add(orEmpty(change.run()));
    arguments.add(RUN_TTL.toMillis());
    arguments.addAll(Command.counted(sending.apply(batch)));
    String claim = Keys.claim(ScheduleStore.claimOf(change.name()));
    return redis
        .run(Script.CHANGE_SCHEDULE, List.of(Keys.SCHEDULES, Keys.NEXT_RUNS, claim), arguments)
        .thenApply(done -> Replies.number(done) == 1);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String text(@Nullable Object reply) {
    return String.valueOf(Replies.text(reply));
  }
}
