package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.console.BodyMask;
import io.haulm.server.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The value of a key, a page at a time. */
final class KeyValues {
  private final InnerRedis redis;
  private final Supplier<BodyMask> mask;

  /** A field of a hash. */
  record Field(Shown field, Shown value) {}

  /** A member of a sorted set. */
  record Scored(Shown member, String score) {}

  /**
   * What is shown.
   *
   * @param value {@link Shown} of a string; a list of what the type is made of otherwise; empty for
   *     a stream, which has routes of its own
   * @param cursor where to go on; null when there is nothing more
   */
  record View(
      Shown name,
      String key,
      int database,
      String type,
      String encoding,
      long ttlMillis,
      long memoryBytes,
      long length,
      Object value,
      @Nullable String cursor) {}

  private record Page(Object value, @Nullable String cursor) {}

  KeyValues(InnerRedis redis, Supplier<BodyMask> mask) {
    this.redis = redis;
    this.mask = mask;
  }

  /** The command that tells how many parts a value of this type has. */
  static String lengthCommand(String type) {
    return switch (type) {
      case "list" -> "LLEN";
      case "hash" -> "HLEN";
      case "set" -> "SCARD";
      case "zset" -> "ZCARD";
      case "stream" -> "XLEN";
      default -> "STRLEN";
    };
  }

  /**
   * Shows a key.
   *
   * @param cursor where to go on in the value; empty for its beginning
   * @throws Problem when there is no such key
   */
  View show(KeyName key, String cursor, int limit) throws InterruptedException {
    byte[] name = key.bytes();
    String type = redis.run(key.database(), bytes("TYPE"), name).text();
    if (type.equals("none")) {
      throw key.missing();
    }
    Page page = page(key, type, cursor, limit);
    List<RedisReply> replies =
        redis.run(
            key.database(),
            List.of(
                List.of(bytes("OBJECT"), bytes("ENCODING"), name),
                List.of(bytes("PTTL"), name),
                List.of(bytes("MEMORY"), bytes("USAGE"), name),
                List.of(bytes(lengthCommand(type)), name)));
    if (!(replies.get(0) instanceof RedisReply.Bytes)) {
      throw key.missing();
    }
    return new View(
        Shown.of(name),
        KeyName.inPath(name),
        key.database(),
        type,
        replies.get(0).text(),
        replies.get(1).number(),
        KeysApi.numberOr0(replies.get(2)),
        KeysApi.numberOr0(replies.get(3)),
        page.value(),
        page.cursor());
  }

  private Page page(KeyName key, String type, String cursor, int limit)
      throws InterruptedException {
    return switch (type) {
      case "string" -> string(key);
      case "list" -> byIndex(key, cursor, limit, "LRANGE");
      case "zset" -> byIndex(key, cursor, limit, "ZRANGE");
      case "hash" -> byScan(key, cursor, limit, "HSCAN");
      case "set" -> byScan(key, cursor, limit, "SSCAN");
      default -> new Page(List.of(), null);
    };
  }

  private Page string(KeyName key) throws InterruptedException {
    // One byte more than is shown tells that there is more.
    String last = Integer.toString(Shown.BYTES_MAX);
    RedisReply reply =
        redis.run(key.database(), bytes("GETRANGE"), key.bytes(), bytes("0"), bytes(last));
    return new Page(Shown.of(reply, mask.get()), null);
  }

  private Page byIndex(KeyName key, String cursor, int limit, String command)
      throws InterruptedException {
    long from = index(cursor);
    List<byte[]> words = new ArrayList<>(List.of(bytes(command), key.bytes()));
    words.addAll(InnerRedis.words(Long.toString(from), Long.toString(from + limit)));
    boolean isScored = command.equals("ZRANGE");
    if (isScored) {
      words.add(bytes("WITHSCORES"));
    }
    List<RedisReply> parts = redis.run(key.database(), words.toArray(byte[][]::new)).parts();
    int width = isScored ? 2 : 1;
    boolean hasMore = parts.size() > limit * width;
    List<RedisReply> shown = hasMore ? parts.subList(0, limit * width) : parts;
    String next = hasMore ? Long.toString(from + limit) : null;
    return new Page(isScored ? scored(shown) : Shown.all(shown, mask.get()), next);
  }

  private static long index(String cursor) {
    try {
      return Long.parseLong(KeyWalk.cursor(cursor));
    } catch (NumberFormatException _) {
      throw Problem.bad("bad-cursor", "cursor must be one that an answer has told");
    }
  }

  private Page byScan(KeyName key, String cursor, int limit, String command)
      throws InterruptedException {
    List<RedisReply> reply =
        redis
            .run(
                key.database(),
                bytes(command),
                key.bytes(),
                bytes(KeyWalk.cursor(cursor)),
                bytes("COUNT"),
                bytes(Integer.toString(limit)))
            .parts();
    String next = reply.get(0).text();
    List<RedisReply> parts = reply.get(1).parts();
    Object value = command.equals("HSCAN") ? fields(parts) : Shown.all(parts, mask.get());
    return new Page(value, KeyWalk.following(next));
  }

  private List<Field> fields(List<RedisReply> parts) {
    BodyMask shows = mask.get();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      fields.add(
          new Field(Shown.of(parts.get(i)), Shown.ofField(parts.get(i), parts.get(i + 1), shows)));
    }
    return fields;
  }

  private List<Scored> scored(List<RedisReply> parts) {
    List<Scored> members = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      members.add(new Scored(Shown.of(parts.get(i), mask.get()), parts.get(i + 1).text()));
    }
    return members;
  }
}
