package io.haulm.conformance.redis;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chance, with a seed: fills in what the patterns of a {@link RandomTheme} leave open. */
final class Dice {

  private static final Pattern PLACE = Pattern.compile("%(\\w+)");

  private final SplittableRandom random;
  private int entriesAdded;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One of the values. */
  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** True so many times in a hundred. */
  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number from 0 to one less than the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** The pattern with something for each of its places. */
  String fill(String pattern) {
    return PLACE.matcher(pattern).replaceAll(m -> Matcher.quoteReplacement(something(m.group(1))));
  }

  private String something(String place) {
    return switch (place) {
      case "key" -> "k" + random.nextInt(4);
      case "member", "field" -> "m" + random.nextInt(8);
      case "value" -> value();
      case "integer" -> Integer.toString(random.nextInt(-20, 20));
      case "index" -> Integer.toString(random.nextInt(-6, 7));
      case "count" -> Integer.toString(random.nextInt(5));
      case "some" -> Integer.toString(1 + random.nextInt(3));
      case "long" -> Integer.toString(10_000 * (1 + random.nextInt(50)));
      case "end" -> percent(50) ? "LEFT" : "RIGHT";
      case "score" -> score();
      case "border" -> percent(15) ? oneOf(List.of("-inf", "+inf")) : open() + score();
      case "name" -> percent(20) ? oneOf(List.of("-", "+")) : closed() + "m" + random.nextInt(9);
      case "pick" -> percent(50) ? "MIN" : "MAX";
      case "group" -> "g" + random.nextInt(2);
      case "consumer" -> "c" + random.nextInt(3);
      case "new" -> newEntry();
      case "id" -> entry();
      default -> throw new AssertionError("nothing is called " + place);
    };
  }

  private String value() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Integer.toString(random.nextInt(10));
      case 3 -> "\"with blank\"";
      case 4 -> "{" + random.nextInt(1, 200) + "*x}";
      case 5 -> "\"\"";
      default -> "v" + random.nextInt(6);
    };
  }

  /** A number with an exact binary form: 7.0 prints others longer than 7.2. */
  private String score() {
    return random.nextInt(-8, 9) + oneOf(List.of("", "", ".5", ".25"));
  }

  private String open() {
    return percent(30) ? "(" : "";
  }

  private String closed() {
    return percent(50) ? "[" : "(";
  }

  /** Mostly behind all that were added before. */
  private String newEntry() {
    entriesAdded++;
    int back = percent(15) ? random.nextInt(4) : 0;
    return entryAt(Math.max(0, entriesAdded - back));
  }

  private String entry() {
    return entryAt(1 + Math.max(0, entriesAdded - random.nextInt(12)));
  }

  private static String entryAt(int n) {
    return n / 3 + 1 + "-" + n % 3;
  }
}
