package io.haulm.engine.keyspace;

/**
 * A way of saying when a key expires: in seconds or milliseconds, from now on or since 1970 (UTC).
 */
public enum ExpireTime {
  /** In so many seconds. */
  EX(1000, true),
  /** In so many milliseconds. */
  PX(1, true),
  /** Seconds since 1970. */
  EXAT(1000, false),
  /** Milliseconds since 1970. */
  PXAT(1, false);

  private final int unitMillis;
  private final boolean isRelative;

  ExpireTime(int unitMillis, boolean isRelative) {
    this.unitMillis = unitMillis;
    this.isRelative = isRelative;
  }

  /**
   * The time that a word of a command says, in milliseconds since 1970. It may be past.
   *
   * @throws RefusedException when it is no whole number, or out of range
   */
  public long millis(Call call, int place) {
    long value = call.integer(place);
    if (value > Long.MAX_VALUE / unitMillis || value < Long.MIN_VALUE / unitMillis) {
      throw invalid(call);
    }
    long millis = value * unitMillis;
    if (!isRelative) {
      return millis;
    }
    if (millis > Long.MAX_VALUE - call.nowMillis()) {
      throw invalid(call);
    }
    return millis + call.nowMillis();
  }

  /**
   * The same for commands that refuse a number that is not positive.
   *
   * @throws RefusedException when it is no whole number, not positive or out of range
   */
  public long positiveMillis(Call call, int place) {
    if (call.integer(place) <= 0) {
      throw invalid(call);
    }
    return millis(call, place);
  }

  private static RefusedException invalid(Call call) {
    return new RefusedException("ERR invalid expire time in '" + call.spec().name() + "' command");
  }
}
