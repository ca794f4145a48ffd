package io.haulm.server.http.keyspace;

import io.haulm.engine.Engine;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyFinders;
import io.haulm.server.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps lines typed into a browser from holding up the queue: a command that may look at all of a
 * key, or at all keys, is run only when they are few. Who needs more has a client for it.
 */
final class LineBudget {
  /** All keys of a command that may look at the whole of them are at most so long, in bytes. */
  static final long KEYS_BYTES_MAX = 4 << 20;

  /** In a database with more keys they are not listed all at once. */
  static final int KEYS_MAX = 50_000;

  /** The largest number of elements that a line may ask for, and the longest range. */
  static final long COUNT_MAX = 10_000;

  /** LCS takes the product of both lengths: together they are at most so long, in bytes. */
  static final long LCS_BYTES_MAX = 4096;

  /** They look at no more of a key than they are told to, or only drop it. */
  private static final Set<String> BOUNDED =
      Set.of("del", "unlink", "dump", "getrange", "lindex", "rename", "tube.peek", "xinfo|stream");

  private static final Set<String> RANGES = Set.of("lrange", "zrange", "zrevrange");
  private static final Set<String> COUNTED =
      Set.of("xrange", "xrevrange", "xread", "scan", "hscan", "sscan", "zscan", "xpending");
  private static final Set<String> RANDOM = Set.of("hrandfield", "srandmember", "zrandmember");

  private LineBudget() {}

  /**
   * Refuses a command that would take too long. On the shard's thread.
   *
   * @throws Problem with the reason
   */
  static void check(
      Engine engine, long nowMillis, int database, CommandSpec spec, List<byte[]> words) {
    String name = spec.name();
    checkNumbers(name, words);
    if (name.equals("keys") && engine.keyspace().size(database) > KEYS_MAX) {
      throw tooLong("KEYS in a database of more than " + KEYS_MAX + " keys");
    }
    if (spec.is(Flag.FAST) || BOUNDED.contains(name) || isBounded(name, words)) {
      return;
    }
    long bytesMax = name.equals("lcs") ? LCS_BYTES_MAX : KEYS_BYTES_MAX;
    long bytes = 0;
    byte[][] argv = words.toArray(byte[][]::new);
    if (!spec.admits(argv.length)) {
      // It will be refused in its own words.
      return;
    }
    for (int place : KeyFinders.find(spec, argv)) {
      KeyEntry key = engine.keyspace().browser().find(nowMillis, database, argv[place]);
      bytes += key == null ? 0 : key.bytes();
    }
    if (bytes > bytesMax) {
      throw tooLong(
          name.toUpperCase(Locale.ROOT) + " over keys of more than " + bytesMax + " bytes");
    }
  }

  private static void checkNumbers(String name, List<byte[]> words) {
    boolean isCount = false;
    for (int i = 1; i < words.size(); i++) {
      String word = text(words.get(i));
      boolean counts = (isCount && COUNTED.contains(name)) || (i == 2 && RANDOM.contains(name));
      if (counts && Math.abs(number(word, 0)) > COUNT_MAX) {
        throw tooLong("A count of more than " + COUNT_MAX);
      }
      isCount = word.equalsIgnoreCase("count");
    }
  }

  /** True when its words say how little of the key it looks at. */
  private static boolean isBounded(String name, List<byte[]> words) {
    if (RANGES.contains(name) && words.size() >= 4) {
      long from = number(text(words.get(2)), Long.MIN_VALUE);
      long to = number(text(words.get(3)), Long.MAX_VALUE);
      // From one end; what such a range costs is known without the key's length.
      return words.size() <= 5 && from < 0 == to < 0 && Math.abs((double) to - from) <= COUNT_MAX;
    }
    return COUNTED.contains(name)
        && words.stream().anyMatch(word -> text(word).equalsIgnoreCase("count"));
  }

  private static long number(String text, long otherwise) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static String text(byte[] word) {
    return new String(word, StandardCharsets.ISO_8859_1);
  }

  private static Problem tooLong(String what) {
    return Problem.bad(
        "too-long-here",
        what + " would hold up the queue; take SCAN, a range, a COUNT, or a client of your own");
  }
}
