package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Chords as Celery's Redis backend counts them. A member is its own text in a sorted set, so the
 * same text twice counts once: that is why the codec's text must not vary.
 */
final class CeleryChords implements Chords {

  private final Redis redis;
  private final Codec codec;

  CeleryChords(Redis redis, Codec codec) {
    this.redis = redis;
    this.codec = codec;
  }

  @Override
  public CompletableFuture<Optional<List<Member>>> arrived(
      String groupId, int index, Member member, Duration ttl) {
    String key = Keys.group(groupId);
    long seconds = Math.max(1, ttl.toSeconds());
    List<@Nullable Object> entry =
        Arrays.asList(1, member.taskId(), member.status(), member.result());
    List<Command> counting =
        List.of(
            Command.of("ZADD", key + ".j", index, codec.write(entry)),
            Command.of("ZCOUNT", key + ".j", "-inf", "+inf"),
            Command.of("GET", key + ".t"),
            Command.of("GET", key + ".s"),
            Command.of("EXPIRE", key + ".j", seconds),
            Command.of("EXPIRE", key + ".t", seconds),
            Command.of("EXPIRE", key + ".s", seconds));
    return redis
        .transaction(counting)
        .thenCompose(replies ->
            isComplete(replies)
                ? members(key)
                : CompletableFuture.completedFuture(Optional.empty()));
  }

  private static boolean isComplete(List<@Nullable Object> replies) {
    boolean sizeIsKnown = replies.get(3) != null;
    long wanted = Replies.number(replies.get(2)) + Replies.number(replies.get(3));
    return sizeIsKnown && Replies.number(replies.get(1)) == wanted;
  }

  private CompletableFuture<Optional<List<Member>>> members(String key) {
    return redis
        .send("ZRANGE", key + ".j", 0, -1)
        .thenApply(reply -> {
          List<Member> members = new ArrayList<>();
          for (Object entry : Replies.list(reply)) {
            byte[] text = Replies.bytes(entry);
            members.add(member(text == null ? new byte[0] : text));
          }
          return Optional.of(members);
        });
  }

  private Member member(byte[] text) {
    List<Object> entry = Trees.list(codec.read(text));
    return new Member(String.valueOf(entry.get(1)), String.valueOf(entry.get(2)), entry.get(3));
  }

  @Override
  public CompletableFuture<Void> done(String groupId) {
    String key = Keys.group(groupId);
    return redis.send("DEL", key + ".j", key + ".t", key + ".s").thenApply(done -> null);
  }
}
