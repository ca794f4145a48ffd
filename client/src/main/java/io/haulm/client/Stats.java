package io.haulm.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Statistics of a server, as it tells them: names and values, in its order. */
public class Stats {
  private final Map<String, String> values;

  Stats(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** All of them; quotes around a value are taken off. */
  public final Map<String, String> all() {
    return values;
  }

  /**
   * A value as the server wrote it.
   *
   * @throws NoSuchElementException when this server does not tell it
   */
  public final String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new NoSuchElementException("the server tells no '" + name + "'");
    }
    return value;
  }

  /**
   * A value as a number; counts, bytes and seconds are.
   *
   * @throws NoSuchElementException when this server does not tell it
   * @throws NumberFormatException when it is none
   */
  public final long number(String name) {
    return Long.parseLong(text(name));
  }

  @Override
  public final String toString() {
    return values.toString();
  }

  /** Reads {@code name: value} lines behind {@code ---}. */
  static Map<String, String> readMap(String yaml) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : yaml.lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        values.put(line.substring(0, colon), unquoted(line.substring(colon + 2)));
      }
    }
    return values;
  }

  /** Reads {@code - value} lines behind {@code ---}. */
  static List<String> readList(String yaml) {
    return yaml.lines()
        .filter(line -> line.startsWith("- "))
        .map(line -> unquoted(line.substring(2)))
        .toList();
  }

  // beanstalkd 1.12 and 1.13 differ in their quotes.
  private static String unquoted(String value) {
    boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }
}
