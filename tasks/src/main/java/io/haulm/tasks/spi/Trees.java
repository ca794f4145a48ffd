package io.haulm.tasks.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values out of trees whose shape is not known to the compiler. */
public final class Trees {

  private Trees() {}

  /** The tree as a map; empty for null. */
  @SuppressWarnings("unchecked") // keys of JSON are strings
  public static Map<String, Object> map(@Nullable Object tree) {
    if (tree == null) {
      return Map.of();
    }
    if (tree instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("expected a map, not " + kind(tree));
  }

  /** The tree as a list; empty for null. */
  @SuppressWarnings("unchecked") // anything is an object
  public static List<Object> list(@Nullable Object tree) {
    if (tree == null) {
      return List.of();
    }
    if (tree instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw new IllegalArgumentException("expected a list, not " + kind(tree));
  }

  /** The tree as a string, or null when it is none. */
  public static @Nullable String text(@Nullable Object tree) {
    return tree instanceof String text ? text : null;
  }

  /** The tree as a number, or null when it is none. */
  public static @Nullable Number number(@Nullable Object tree) {
    return tree instanceof Number number ? number : null;
  }

  // Not the tree itself, which may be as long as a message.
  private static String kind(Object tree) {
    if (tree instanceof Map<?, ?>) {
      return "a map";
    }
    if (tree instanceof List<?>) {
      return "a list";
    }
    return tree instanceof String ? "a text" : String.valueOf(tree);
  }
}
