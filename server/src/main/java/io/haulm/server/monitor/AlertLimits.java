package io.haulm.server.monitor;

import io.haulm.engine.Check;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** From when on something needs attention. Not every limit need be set; see {@link #over}. */
public final class AlertLimits {
  /** Nothing is set. */
  public static final AlertLimits NONE = new AlertLimits(Map.of());

  /** What holds where nothing else was set. */
  public static final AlertLimits DEFAULT = usual();

  private final Map<AlertLimit, Long> set;

  /**
   * These limits.
   *
   * @param set each 0 or more; 0 for never
   */
  public AlertLimits(Map<AlertLimit, Long> set) {
    EnumMap<AlertLimit, Long> own = new EnumMap<>(AlertLimit.class);
    own.putAll(set);
    own.forEach((limit, value) -> Check.inRange(limit.word(), value, 0, Long.MAX_VALUE));
    this.set = Collections.unmodifiableMap(own);
  }

  private static AlertLimits usual() {
    Map<AlertLimit, Long> all = new EnumMap<>(AlertLimit.class);
    for (AlertLimit limit : AlertLimit.values()) {
      all.put(limit, limit.usual());
    }
    return new AlertLimits(all);
  }

  /** Those that are set. */
  public Map<AlertLimit, Long> set() {
    return set;
  }

  /** These, and where one is not set, the other's. */
  public AlertLimits over(AlertLimits other) {
    Map<AlertLimit, Long> both = new EnumMap<>(AlertLimit.class);
    both.putAll(other.set);
    both.putAll(set);
    return new AlertLimits(both);
  }

  /** The value of a limit; 0 when it is never reached. */
  public long get(AlertLimit limit) {
    return set.getOrDefault(limit, 0L);
  }

  /** True when there is such a limit and the value is above it. */
  boolean isAbove(AlertLimit limit, long value) {
    return get(limit) != 0 && value > get(limit);
  }

  /** The same for a rate. */
  boolean isAbove(AlertLimit limit, double value) {
    return get(limit) != 0 && value > get(limit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AlertLimits limits && limits.set.equals(set);
  }

  @Override
  public int hashCode() {
    return set.hashCode();
  }
}
