package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;
import org.jspecify.annotations.Nullable;

/** The ways in which commands say when a field expires. */
enum FieldTime {
  /** In so many seconds. */
  EX(true, true),
  /** In so many milliseconds. */
  PX(false, true),
  /** At a second since 1970. */
  EXAT(true, false),
  /** At a millisecond since 1970. */
  PXAT(false, false);

  /** Latest time at which a field can expire. */
  static final long UNTIL_MILLIS_MAX = (1L << 46) - 1;

  private static final int MILLIS_PER_SECOND = 1000;

  private final boolean isInSeconds;
  private final boolean isRelative;

  FieldTime(boolean isInSeconds, boolean isRelative) {
    this.isInSeconds = isInSeconds;
    this.isRelative = isRelative;
  }

  /** The way that a word names; null when it names none. */
  static @Nullable FieldTime named(Call call, int place) {
    for (FieldTime way : values()) {
      if (call.is(place, way.name())) {
        return way;
      }
    }
    return null;
  }

  /**
   * The time in milliseconds since 1970 that a number means.
   *
   * @throws RefusedException when it is beyond {@link #UNTIL_MILLIS_MAX}
   */
  long untilMillis(Call call, long number) {
    long unit = isInSeconds ? MILLIS_PER_SECOND : 1;
    long base = isRelative ? call.nowMillis() : 0;
    if (number > (UNTIL_MILLIS_MAX - base) / unit) {
      throw new RefusedException(invalid(call));
    }
    return base + number * unit;
  }

  static String invalid(Call call) {
    return "ERR invalid expire time in '" + call.spec().name() + "' command";
  }
}
