package io.haulm.server.http.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.access.TubeGlob;
import io.haulm.server.monitor.AlertLimit;
import io.haulm.server.monitor.AlertLimits;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * When the overview warns: limits for all, and others for tubes whose names fit a pattern. Where
 * several patterns fit, the longest one that sets a limit counts.
 *
 * <p>As JSON: an object with a number for each limit, and in {@code tubes} an object of the same
 * kind for each pattern. A number in its place is read as the limit of the oldest ready job: so it
 * was kept when there was no other limit to set.
 */
public final class Alerts {
  /** How many patterns there may be. */
  public static final int TUBES_MAX = 1000;

  /** The longest pattern, in characters. */
  public static final int PATTERN_CHARS_MAX = 200;

  /** As it is until somebody sets it. */
  public static final Alerts DEFAULT = new Alerts(AlertLimits.DEFAULT, Map.of());

  private static final String TUBES = "tubes";

  /** The longest first; of equally long ones the first by name. */
  private static final Comparator<String> CLOSEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private final AlertLimits all;
  private final SortedMap<String, AlertLimits> tubes;

  private Alerts(AlertLimits all, Map<String, AlertLimits> tubes) {
    this.all = all;
    this.tubes = new TreeMap<>(CLOSEST_FIRST);
    this.tubes.putAll(tubes);
  }

  /** Reads what {@link #json} has written; what is missing is as usual. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Alerts of(JsonNode json) {
    return DEFAULT.with(json);
  }

  /**
   * The same with some changes. A limit that is not given stays; patterns, if given, replace all
   * that there are.
   *
   * @throws IllegalArgumentException when that makes no sense; the message says why
   */
  Alerts with(JsonNode json) {
    require(json.isObject(), "alerts is an object");
    AlertLimits limits = limits(json, false).over(all);
    JsonNode given = json.path(TUBES);
    return given.isMissingNode() ? new Alerts(limits, tubes) : new Alerts(limits, patterns(given));
  }

  /** The same with some of the patterns only. */
  Alerts ofTubes(Predicate<String> wanted) {
    Map<String, AlertLimits> some = new TreeMap<>(tubes);
    some.keySet().removeIf(wanted.negate());
    return new Alerts(all, some);
  }

  private static Map<String, AlertLimits> patterns(JsonNode json) {
    require(
        json.isObject() && json.size() <= TUBES_MAX,
        "tubes is an object of at most " + TUBES_MAX + " patterns");
    Map<String, AlertLimits> patterns = new TreeMap<>();
    json.properties()
        .forEach(entry -> {
          String pattern = entry.getKey();
          require(
              !pattern.isEmpty() && pattern.length() <= PATTERN_CHARS_MAX,
              "A pattern has 1 to " + PATTERN_CHARS_MAX + " characters");
          patterns.put(pattern, ofPattern(entry.getValue()));
        });
    return patterns;
  }

  private static AlertLimits ofPattern(JsonNode json) {
    if (json.isNumber()) {
      return new AlertLimits(Map.of(AlertLimit.OLDEST_READY_MILLIS, value("tubes", json)));
    }
    require(json.isObject(), "What is said of a pattern is an object");
    return limits(json, true);
  }

  private static AlertLimits limits(JsonNode json, boolean isOfPattern) {
    Map<AlertLimit, Long> limits = new EnumMap<>(AlertLimit.class);
    json.properties()
        .forEach(entry -> {
          String word = entry.getKey();
          AlertLimit limit = AlertLimit.of(word).orElse(null);
          if (limit != null && (limit.isOfTube() || !isOfPattern)) {
            limits.put(limit, value(word, entry.getValue()));
          } else {
            require(word.equals(TUBES) && !isOfPattern, "There is no limit " + word + " here");
          }
        });
    return new AlertLimits(limits);
  }

  private static long value(String word, JsonNode json) {
    require(
        json.isIntegralNumber() && json.canConvertToLong() && json.asLong() >= 0,
        word + " is a whole number, 0 for never");
    return json.asLong();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** What holds for a tube; for the empty name, what holds for the server. */
  public AlertLimits of(String tube) {
    AlertLimits limits = AlertLimits.NONE;
    if (!tube.isEmpty()) {
      for (Map.Entry<String, AlertLimits> entry : tubes.entrySet()) {
        if (TubeGlob.matches(entry.getKey(), tube)) {
          limits = limits.over(entry.getValue());
        }
      }
    }
    return limits.set().isEmpty() ? all : limits.over(all);
  }

  /** As the API tells it and the file keeps it. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = json(all);
    Map<String, Object> patterns = new LinkedHashMap<>();
    tubes.forEach((pattern, limits) -> patterns.put(pattern, json(limits)));
    json.put(TUBES, patterns);
    return json;
  }

  private static Map<String, Object> json(AlertLimits limits) {
    Map<String, Object> json = new LinkedHashMap<>();
    limits.set().forEach((limit, value) -> json.put(limit.word(), value));
    return json;
  }
}
