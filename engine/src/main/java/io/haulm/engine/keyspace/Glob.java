package io.haulm.engine.keyspace;

/**
 * Patterns of the kind that KEYS, SCAN and PSUBSCRIBE take: {@code *}, {@code ?}, {@code [a-z]},
 * {@code [^a]}, and a backslash before what is meant literally.
 */
public final class Glob {
  /** True when the whole text matches the pattern. */
  public static boolean matches(byte[] pattern, byte[] text) {
    return matches(pattern, text, false);
  }

  /** The same, with upper and lower case alike if wanted. */
  public static boolean matches(byte[] pattern, byte[] text, boolean anyCase) {
    return new Glob(pattern, text, anyCase).run();
  }

  private final byte[] pattern;
  private final byte[] text;
  private final boolean anyCase;
  // Where the element of the pattern ends that was looked at last.
  private int elementEnd;

  private Glob(byte[] pattern, byte[] text, boolean anyCase) {
    this.pattern = pattern;
    this.text = text;
    this.anyCase = anyCase;
  }

  // Only the last star needs to be tried with more text: what an earlier one takes, a later one
  // could take as well. So this is at worst the product of the two lengths, never exponential.
  private boolean run() {
    int at = 0;
    int in = 0;
    int starAt = -1;
    int starIn = -1;
    while (in < text.length) {
      if (at < pattern.length && pattern[at] == '*') {
        starAt = ++at;
        starIn = in;
      } else if (at < pattern.length && element(at, text[in])) {
        at = elementEnd;
        in++;
      } else if (starAt >= 0) {
        at = starAt;
        in = ++starIn;
      } else {
        return false;
      }
    }
    while (at < pattern.length && pattern[at] == '*') {
      at++;
    }
    return at == pattern.length;
  }

  private boolean element(int at, byte letter) {
    elementEnd = at + 1;
    return switch (pattern[at]) {
      case '?' -> true;
      case '[' -> set(at + 1, letter);
      case '\\' -> {
        if (at + 1 < pattern.length) {
          elementEnd = at + 2;
          yield same(pattern[at + 1], letter);
        }
        yield same(pattern[at], letter);
      }
      default -> same(pattern[at], letter);
    };
  }

  private boolean set(int start, byte letter) {
    int at = start;
    boolean isNegated = at < pattern.length && pattern[at] == '^';
    if (isNegated) {
      at++;
    }
    boolean isIn = false;
    while (at < pattern.length && pattern[at] != ']') {
      if (pattern[at] == '\\' && at + 1 < pattern.length) {
        isIn |= same(pattern[at + 1], letter);
        at += 2;
      } else if (at + 2 < pattern.length && pattern[at + 1] == '-') {
        isIn |= inRange(pattern[at], pattern[at + 2], letter);
        at += 3;
      } else {
        isIn |= same(pattern[at], letter);
        at++;
      }
    }
    // A set that is not closed ends with the pattern.
    elementEnd = Math.min(pattern.length, at + 1);
    return isIn != isNegated;
  }

  private boolean inRange(byte one, byte other, byte letter) {
    int low = fold(one) & 0xFF;
    int high = fold(other) & 0xFF;
    int value = fold(letter) & 0xFF;
    return value >= Math.min(low, high) && value <= Math.max(low, high);
  }

  private boolean same(byte one, byte other) {
    return fold(one) == fold(other);
  }

  private byte fold(byte letter) {
    return anyCase ? Words.lower(letter) : letter;
  }
}
