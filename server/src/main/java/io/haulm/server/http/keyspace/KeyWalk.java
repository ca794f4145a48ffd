package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes through the keys of a database, in slices that hold nobody else up. */
final class KeyWalk {
  /** So many keys are looked at in one turn of the server. */
  private static final int SLICE = 500;

  /** After this time the answer tells what was found, and where to go on. */
  private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  private static final String BEGIN = "0";
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

  private final InnerRedis redis;

  /**
   * Some keys.
   *
   * @param cursor where to go on; null when these were the last ones
   */
  record Page(List<byte[]> names, @Nullable String cursor) {}

  KeyWalk(InnerRedis redis) {
    this.redis = redis;
  }

  /**
   * Where a request wants to go on.
   *
   * @throws Problem when it is no cursor
   */
  static String cursor(String text) {
    if (!text.isEmpty() && !DIGITS.matcher(text).matches()) {
      throw Problem.bad("bad-cursor", "cursor must be one that an answer has told");
    }
    return text.isEmpty() ? BEGIN : text;
  }

  /** Where to go on; null at the end. */
  static @Nullable String following(String cursor) {
    return cursor.equals(BEGIN) ? null : cursor;
  }

  /**
   * Goes on until there are about so many keys, or a second has passed.
   *
   * @param type empty for all
   */
  Page next(int database, String match, String type, String from, int limit)
      throws InterruptedException {
    long endNanos = System.nanoTime() + ANSWER_NANOS_MAX;
    List<byte[]> names = new ArrayList<>();
    String cursor = from;
    do {
      List<RedisReply> reply =
          redis.run(database, scan(match, type, cursor, limit - names.size())).parts();
      cursor = reply.get(0).text();
      reply.get(1).parts().forEach(name -> names.add(name.bytes()));
    } while (!cursor.equals(BEGIN) && names.size() < limit && System.nanoTime() < endNanos);
    return new Page(names, following(cursor));
  }

  private static byte[][] scan(String match, String type, String cursor, int wanted) {
    // Without a filter each key that is looked at is one of the answer's.
    boolean isFiltered = !match.equals("*") || !type.isEmpty();
    String count = Integer.toString(isFiltered ? SLICE : Math.min(SLICE, wanted));
    List<byte[]> words =
        new ArrayList<>(InnerRedis.words("SCAN", cursor, "MATCH", match, "COUNT", count));
    if (!type.isEmpty()) {
      words.add(bytes("TYPE"));
      words.add(bytes(type));
    }
    return words.toArray(byte[][]::new);
  }
}
