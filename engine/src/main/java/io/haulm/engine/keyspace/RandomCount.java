package io.haulm.engine.keyspace;

/** How many elements a command is to choose by chance: negative for some that may repeat. */
public final class RandomCount {
  /** More elements than this are never chosen with repeats: the reply has to fit into memory. */
  public static final int REPEATS_MAX = 1 << 24;

  private static final String BEYOND_LONG =
      "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807";

  /**
   * Reads it.
   *
   * @param max the client's mistake is another one beyond this, above and below 0
   * @return at least -{@link #REPEATS_MAX}
   * @throws RefusedException when it is no whole number, or too far below 0
   */
  public static int read(Call call, int place, long max) {
    return within(word(call, place), max);
  }

  /**
   * Reads the word alone, for a command that looks at its other words before the range.
   *
   * @throws RefusedException when it is no whole number that has a negative
   */
  public static long word(Call call, int place) {
    return call.integer(place, -Long.MAX_VALUE, Long.MAX_VALUE, BEYOND_LONG);
  }

  /** The number that {@link #word} gave, within the bounds that {@link #read} promises. */
  public static int within(long count, long max) {
    if (count < -Math.min(max, REPEATS_MAX) || count > max) {
      throw new RefusedException("ERR value is out of range");
    }
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private RandomCount() {}
}
