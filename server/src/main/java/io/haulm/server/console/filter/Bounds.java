package io.haulm.server.console.filter;

/**
 * The numbers that a word of a filter allows: {@code >5}, {@code <=100}, {@code 7}, {@code 3..9}.
 */
record Bounds(long min, long max) {
  static Bounds read(Word word, Unit unit) throws FilterException {
    String text = word.value();
    int at = word.valueAt();
    int dots = text.indexOf("..");
    if (dots > 0) {
      long min = unit.read(text.substring(0, dots), at);
      return new Bounds(min, unit.read(text.substring(dots + 2), at + dots + 2));
    }
    if (text.startsWith(">=")) {
      return new Bounds(unit.read(text.substring(2), at + 2), Long.MAX_VALUE);
    }
    if (text.startsWith("<=")) {
      return new Bounds(Long.MIN_VALUE, unit.read(text.substring(2), at + 2));
    }
    return switch (text.charAt(0)) {
      case '>' -> new Bounds(above(unit.read(text.substring(1), at + 1)), Long.MAX_VALUE);
      case '<' -> new Bounds(Long.MIN_VALUE, unit.read(text.substring(1), at + 1) - 1);
      case '=' -> exactly(unit.read(text.substring(1), at + 1));
      default -> exactly(unit.read(text, at));
    };
  }

  private static long above(long value) {
    return value == Long.MAX_VALUE ? value : value + 1;
  }

  private static Bounds exactly(long value) {
    return new Bounds(value, value);
  }

  boolean allow(long value) {
    return min <= value && value <= max;
  }
}
