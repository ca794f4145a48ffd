package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.string.StringValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What BY and GET of SORT are told: {@code #} for the element itself, or the name of a key with a
 * star where the element goes, perhaps with {@code ->} and a field of a hash behind.
 */
final class SortPattern {
  private final byte[] text;
  private final int starAt;
  private final int arrowAt;

  SortPattern(byte[] text) {
    this.text = text;
    this.starAt = find(text, 0, '*');
    this.arrowAt = starAt < 0 ? -1 : findArrow(text, starAt);
  }

  /** True when it names different keys for different elements. */
  boolean hasStar() {
    return starAt >= 0;
  }

  /** What it stands for, given an element; null when there is no such thing. */
  byte @Nullable [] look(KeyWriter keys, byte[] element) {
    if (text.length == 1 && text[0] == '#') {
      return element;
    }
    if (!hasStar()) {
      return null;
    }
    KeyEntry entry = keys.find(keyFor(element));
    if (entry == null) {
      return null;
    }
    if (arrowAt >= 0) {
      byte[] field = Arrays.copyOfRange(text, arrowAt + 2, text.length);
      return entry.value() instanceof FieldSource fields ? fields.fieldValue(field) : null;
    }
    return entry.value() instanceof StringValue string ? string.content() : null;
  }

  private byte[] keyFor(byte[] element) {
    int end = arrowAt < 0 ? text.length : arrowAt;
    byte[] key = new byte[end - 1 + element.length];
    System.arraycopy(text, 0, key, 0, starAt);
    System.arraycopy(element, 0, key, starAt, element.length);
    System.arraycopy(text, starAt + 1, key, starAt + element.length, end - starAt - 1);
    return key;
  }

  private static int find(byte[] text, int from, char wanted) {
    for (int i = from; i < text.length; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  // An arrow with nothing behind it is part of the key's name.
  private static int findArrow(byte[] text, int from) {
    int dash = find(text, from, '-');
    while (dash >= 0 && dash + 1 < text.length && text[dash + 1] != '>') {
      dash = find(text, dash + 1, '-');
    }
    return dash >= 0 && dash + 2 < text.length ? dash : -1;
  }
}
