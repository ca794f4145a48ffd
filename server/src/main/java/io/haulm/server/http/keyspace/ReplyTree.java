package io.haulm.server.http.keyspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply as JSON.
 *
 * @param type {@code status}, {@code error}, {@code int}, {@code bulk}, {@code nil} or {@code
 *     array}
 * @param value a text, a number, {@link Shown} or a list of trees; nothing for nothing
 * @param truncated true when there was more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplyTree(String type, @Nullable Object value, @Nullable Boolean truncated) {
  static ReplyTree of(RedisReply reply) {
    return switch (reply) {
      case RedisReply.Status(String word) -> new ReplyTree("status", word, null);
      case RedisReply.Failure(String message) -> new ReplyTree("error", message, null);
      case RedisReply.Whole(long number) -> new ReplyTree("int", number, null);
      case RedisReply.Bytes bytes -> new ReplyTree("bulk", Shown.of(bytes), null);
      case RedisReply.Nil _ -> new ReplyTree("nil", null, null);
      case RedisReply.Many(List<RedisReply> parts, long count) ->
          new ReplyTree(
              "array",
              parts.stream().map(ReplyTree::of).toList(),
              parts.size() < count ? Boolean.TRUE : null);
    };
  }
}
