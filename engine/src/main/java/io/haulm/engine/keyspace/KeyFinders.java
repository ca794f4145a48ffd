package io.haulm.engine.keyspace;

/** Ways of finding the keys among the words of a command. */
public final class KeyFinders {
  private static final int[] NOWHERE = {};

  /** The places of the keys of this command, in order. */
  public static int[] find(CommandSpec spec, byte[][] argv) {
    return switch (spec.keys()) {
      case CommandSpec.Keys.None _ -> NOWHERE;
      case CommandSpec.Keys.Range(int first, int last, int step) ->
          range(argv.length, first, last, step);
      case CommandSpec.Keys.Movable movable -> movable.finder().find(argv);
    };
  }

  /** The keys behind a word that says how many they are; none when it makes no sense. */
  public static int[] counted(byte[][] argv, int countPlace) {
    if (countPlace >= argv.length) {
      return NOWHERE;
    }
    long count;
    try {
      count = Numbers.parseLong(argv[countPlace]);
    } catch (RefusedException _) {
      return NOWHERE;
    }
    if (count <= 0 || count > argv.length - countPlace - 1) {
      return NOWHERE;
    }
    return range(argv.length, countPlace + 1, countPlace + (int) count, 1);
  }

  /**
   * The keys of the first half of what follows the word STREAMS, as in {@code XREAD ... STREAMS a b
   * 0 0}; none when there is no such word.
   */
  public static int[] streams(byte[][] argv) {
    for (int i = 1; i < argv.length; i++) {
      if (Words.is(argv[i], "STREAMS")) {
        int count = (argv.length - i - 1) / 2;
        return count == 0 ? NOWHERE : range(argv.length, i + 1, i + count, 1);
      }
    }
    return NOWHERE;
  }

  private static int[] range(int words, int first, int last, int step) {
    int end = last < 0 ? words + last : last;
    if (first == 0 || end < first || end >= words) {
      return NOWHERE;
    }
    int[] places = new int[(end - first) / step + 1];
    for (int i = 0; i < places.length; i++) {
      places[i] = first + i * step;
    }
    return places;
  }

  private KeyFinders() {}
}
