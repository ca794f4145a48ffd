package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Futures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts taken messages on the shelf, and takes them off by one of the ways they can end. */
final class Shelves {

  /** The most messages that one round of restoring looks at. */
  static final int RESTORED_MAX = 1000;

  // Nobody else is served while a script runs, and one that runs too long is ended half done.
  private static final int TAKEN_MAX = 256;

  // Of these the messages are in this program's memory together.
  private static final int AT_ONCE_MAX = 50;

  private static final long LOCK_MILLIS = 300_000;
  private static final String ANY_SCORE = "9e99";

  private final Redis redis;
  private final Shelf shelf;
  private final InstantSource clock;
  private final Redelivery redelivery;

  /** A message and where it came from. */
  record Taken(String list, String tag, byte[] message) {}

  Shelves(Redis redis, Shelf shelf, InstantSource clock, Redelivery redelivery) {
    this.redis = redis;
    this.shelf = shelf;
    this.clock = clock;
    this.redelivery = redelivery;
  }

  Shelf shelf() {
    return shelf;
  }

  /** Takes messages from lists, a few hundred at most, and shelves them in the same step. */
  List<Taken> take(List<String> lists, int max) {
    return taken(
        redis
            .run(Script.TAKE, shelfAnd(lists), howToTake(lists, Math.min(max, TAKEN_MAX), now()))
            .join());
  }

  /**
   * The same when there is something in a list: waits for that in the server.
   *
   * @param waiting a connection for this alone
   * @param wait how long; then nothing is taken
   */
  CompletableFuture<List<Taken>> takeWhenThere(Redis waiting, String list, int max, Duration wait) {
    double waitSeconds = wait.toMillis() / 1000.0;
    List<String> lists = List.of(list);
    List<Object> keys = shelfAnd(lists);
    List<Object> how = howToTake(lists, max, now() + waitSeconds);
    return waiting
        .run(
            Command.of("BLMOVE", list, list, "RIGHT", "RIGHT", waitSeconds), Script.TAKE, keys, how)
        .thenApply(Shelves::taken);
  }

  private List<Object> shelfAnd(List<String> lists) {
    List<Object> keys = new ArrayList<>(List.of(shelf.hash(), shelf.index()));
    keys.addAll(lists);
    return keys;
  }

  private List<Object> howToTake(List<String> lists, int max, double takenSeconds) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(max);
    arguments.add(plain(shelf.score(takenSeconds)));
    arguments.add(UUID.randomUUID() + "-");
    lists.forEach(list -> arguments.add(ending(list)));
    return arguments;
  }

  private static List<Taken> taken(@Nullable Object reply) {
    List<@Nullable Object> parts = Replies.list(reply);
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i + 2 < parts.size(); i += 3) {
      taken.add(
          taken(parts.get(i), String.valueOf(Replies.text(parts.get(i + 1))), parts.get(i + 2)));
    }
    return taken;
  }

  private static Taken taken(@Nullable Object list, String tag, @Nullable Object message) {
    byte[] bytes = Replies.bytes(message);
    return new Taken(String.valueOf(Replies.text(list)), tag, bytes == null ? new byte[0] : bytes);
  }

  // The end of kombu's entry [message, exchange, routing key], for the default exchange.
  private static String ending(String list) {
    String queue = Keys.queueOf(list).replace("\\", "\\\\").replace("\"", "\\\"");
    return ", \"\", \"" + queue + "\"]";
  }

  void renew(List<String> tags) {
    if (tags.isEmpty()) {
      return;
    }
    List<Object> words = new ArrayList<>(List.of("ZADD", shelf.index(), "XX"));
    String score = score();
    for (String tag : tags) {
      words.add(score);
      words.add(tag);
    }
    redis.send(words.toArray()).join();
  }

  /** Whether a message lies on the shelf, so that nobody else can have it. */
  CompletableFuture<Boolean> isThere(String tag) {
    return redis.send("ZSCORE", shelf.index(), tag).thenApply(score -> score != null);
  }

  // In this order no transaction is needed: an entry of the index without a message is swept away
  // by whoever comes to restore it.
  CompletableFuture<Void> acknowledge(String tag) {
    return redis
        .sendSurely(
            List.of(Command.of("HDEL", shelf.hash(), tag), Command.of("ZREM", shelf.index(), tag)))
        .thenApply(done -> null);
  }

  /** Moves a message back to where it is the next to be taken. */
  CompletableFuture<Void> giveBack(Taken taken) {
    return move(taken, taken.list(), taken.message(), true);
  }

  /** Moves a message to the near or the far end of a list. */
  CompletableFuture<Void> move(Taken taken, String list, byte[] message, boolean isNear) {
    return moved(taken.tag(), list, message, ANY_SCORE, isNear ? "near" : "far", "0");
  }

  /** Holds a message until a time. */
  CompletableFuture<Void> hold(Taken taken, Instant until) {
    byte[] held = joined(taken.list() + "\n", taken.message());
    return moved(taken.tag(), Keys.HELD, held, ANY_SCORE, "hold", plain(seconds(until)));
  }

  /** A message with something before it. */
  static byte[] joined(String head, byte[] message) {
    byte[] first = head.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(first, first.length + message.length);
    System.arraycopy(message, 0, all, first.length, message.length);
    return all;
  }

  private CompletableFuture<Void> moved(
      String tag, String where, byte[] message, String highestScore, String how, String time) {
    return redis
        .runSurely(
            Script.MOVE,
            List.of(shelf.hash(), shelf.index(), where),
            List.of(tag, message, highestScore, how, time))
        .thenApply(done -> null);
  }

  /**
   * Queues held messages that are due.
   *
   * @param refused told of each that has no queue to go to: it is among the dead letters
   * @return the time of the next, in seconds, if there is one
   */
  Optional<Double> releaseHeld(BiConsumer<String, String> refused) {
    List<@Nullable Object> reply =
        Replies.list(
            redis
                .run(
                    Script.RELEASE_HELD,
                    List.of(Keys.HELD, Keys.deadLetters(Keys.LOST)),
                    List.of(plain(now()), RESTORED_MAX))
                .join());
    for (Object reason : reply.subList(1, reply.size())) {
      refused.accept(Keys.LOST, "held, but cannot be queued: " + Replies.text(reason));
    }
    return Optional.ofNullable(Replies.text(reply.get(0)))
        .filter(next -> !next.isEmpty())
        .map(Double::valueOf);
  }

  /**
   * Gives others what dead workers held. On kombu's shelf one worker at a time does that.
   *
   * @param refused told of each entry that cannot go back: it is among the dead letters
   */
  void restore(BiConsumer<String, String> refused) {
    if (!shelf.isShared()) {
      restoreForsaken(refused);
      return;
    }
    String token = UUID.randomUUID().toString();
    Object locked = redis.send("SET", Keys.RESTORE_LOCK, token, "PX", LOCK_MILLIS, "NX").join();
    if (locked != null) {
      try {
        restoreForsaken(refused);
      } finally {
        Futures.letGo(redis.run(Script.RELEASE, List.of(Keys.RESTORE_LOCK), List.of(token)));
      }
    }
  }

  private void restoreForsaken(BiConsumer<String, String> refused) {
    String limit = plain(shelf.forsaken(now()));
    List<@Nullable Object> tags =
        Replies.list(
            redis
                .send("ZREVRANGEBYSCORE", shelf.index(), limit, "-inf", "LIMIT", 0, RESTORED_MAX)
                .join());
    for (int from = 0; from < tags.size(); from += AT_ONCE_MAX) {
      restore(tags.subList(from, Math.min(tags.size(), from + AT_ONCE_MAX)), limit, refused);
    }
  }

  private void restore(
      List<@Nullable Object> tags, String limit, BiConsumer<String, String> refused) {
    List<Object> words = new ArrayList<>(List.of("HMGET", shelf.hash()));
    tags.forEach(tag -> words.add(String.valueOf(Replies.text(tag))));
    List<@Nullable Object> entries = Replies.list(redis.send(words.toArray()).join());
    List<CompletableFuture<Void>> moves = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      moves.add(
          restored(words.get(i + 2).toString(), Replies.bytes(entries.get(i)), limit, refused));
    }
    CompletableFuture.allOf(moves.toArray(CompletableFuture[]::new)).join();
  }

  private CompletableFuture<Void> restored(
      String tag, byte @Nullable [] entry, String limit, BiConsumer<String, String> refused) {
    if (entry == null) {
      return redis.send("ZREM", shelf.index(), tag).thenApply(done -> null);
    }
    CompletableFuture<Void> moved;
    try {
      Redelivery.Entry shelved = redelivery.entry(entry);
      moved = moved(tag, shelved.list(), shelved.message(), limit, "near", "0");
    } catch (RuntimeException e) {
      moved = CompletableFuture.failedFuture(e);
    }
    return moved.exceptionallyCompose(
        failure -> buried(tag, entry, limit, Futures.cause(failure), refused));
  }

  // Whatever lies there must not keep the others from coming back.
  private CompletableFuture<Void> buried(
      String tag, byte[] entry, String limit, Throwable why, BiConsumer<String, String> refused) {
    if (why instanceof RedisException.Lost) {
      return CompletableFuture.failedFuture(why);
    }
    Redelivery.Entry unreadable = Redelivery.unreadable(entry);
    String where = Keys.deadLetters(unreadable.list());
    return moved(tag, where, unreadable.message(), limit, "far", "0")
        .thenRun(() -> refused.accept(unreadable.list(), String.valueOf(why.getMessage())));
  }

  byte[] dead(Taken taken, String reason) {
    return redelivery.dead(taken.message(), reason);
  }

  double now() {
    return seconds(clock.instant());
  }

  private String score() {
    return plain(shelf.score(now()));
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  // Never in the form 1.7E9.
  private static String plain(double seconds) {
    return new BigDecimal(seconds).setScale(6, RoundingMode.HALF_UP).toPlainString();
  }
}
