package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Trees;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chords as Celery's Redis backend counts them: a member is its own text in a sorted set. There the
 * same member counts twice when it runs twice with different outputs, and the chord never ends; so
 * here a member's later text takes the place of its earlier one.
 */
final class CeleryChords implements Chords {

  // How an entry begins: a constant, and the member's id.
  private static final Pattern ID = Pattern.compile("\\[1, ?\"([^\"]*)\"");

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
    List<@Nullable Object> entry =
        Arrays.asList(1, member.taskId(), member.status(), member.result());
    return redis
        .runSurely(
            Script.COUNT,
            List.of(key + ".j", key + ".t", key + ".s"),
            List.of(
                index,
                codec.write(entry),
                '"' + member.taskId() + '"',
                Math.max(1, ttl.toSeconds())))
        .thenApply(members ->
            Optional.ofNullable(members == null ? null : members(Replies.list(members))));
  }

  private List<Member> members(List<@Nullable Object> entries) {
    List<Member> members = new ArrayList<>(entries.size());
    for (Object entry : entries) {
      byte[] text = Replies.bytes(entry);
      members.add(member(text == null ? new byte[0] : text));
    }
    return members;
  }

  // A member whose output cannot be read, say a NaN of Python's, has failed. Nothing would ever
  // complete the chord if this did.
  Member member(byte[] text) {
    try {
      List<Object> entry = Trees.list(codec.read(text));
      return new Member(String.valueOf(entry.get(1)), String.valueOf(entry.get(2)), entry.get(3));
    } catch (CodecException | IllegalArgumentException | IndexOutOfBoundsException e) {
      Matcher id = ID.matcher(new String(text, StandardCharsets.UTF_8));
      String taskId = id.lookingAt() ? id.group(1) : "unknown";
      Class<?> type = CodecException.class;
      String why = "its result cannot be read: " + e.getMessage();
      ResultRecord failure =
          ResultRecord.failure(taskId, type.getPackageName(), type.getSimpleName(), why, null);
      return new Member(taskId, failure.status(), failure.result());
    }
  }

  @Override
  public CompletableFuture<Void> done(String groupId) {
    String key = Keys.group(groupId);
    return redis.send("DEL", key + ".j", key + ".t", key + ".s").thenApply(done -> null);
  }
}
