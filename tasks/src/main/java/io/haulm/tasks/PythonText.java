package io.haulm.tasks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values as Python prints them, for headers and events that people read in Flower. No value is too
 * deep or too long: as in Celery only so much of it is looked at.
 */
public final class PythonText {

  /** The longest text, in characters; what is longer is cut. */
  public static final int TEXT_MAX = 1024;

  /** How many lists and maps are looked into one inside the other; deeper ones are dots. */
  public static final int LEVELS_MAX = 3;

  private static final String CUT = "...";

  private final StringBuilder text = new StringBuilder();

  private PythonText() {}

  /** One value. */
  public static String repr(@Nullable Object tree) {
    PythonText printed = new PythonText();
    printed.add(tree, 0);
    return printed.cut();
  }

  /** Positional arguments. */
  public static String args(List<Object> args) {
    PythonText printed = new PythonText();
    printed.addAll("(", args, args.size() == 1 ? ",)" : ")", one -> printed.add(one, 1));
    return printed.cut();
  }

  private void add(@Nullable Object tree, int level) {
    if (tree == null) {
      text.append("None");
    } else if (tree instanceof Boolean truth) {
      text.append(truth ? "True" : "False");
    } else if (tree instanceof List<?> list) {
      addAll("[", level < LEVELS_MAX ? list : null, "]", one -> add(one, level + 1));
    } else if (tree instanceof Map<?, ?> map) {
      addAll("{", level < LEVELS_MAX ? map.entrySet() : null, "}", one -> addEntry(one, level + 1));
    } else {
      text.append(tree instanceof String word ? quoted(word) : tree);
    }
  }

  private void addEntry(Map.Entry<?, ?> entry, int level) {
    add(entry.getKey(), level);
    text.append(": ");
    add(entry.getValue(), level);
  }

  // Without parts there are dots in their place.
  private <T> void addAll(
      String begin, @Nullable Collection<T> parts, String end, Consumer<T> add) {
    text.append(begin);
    if (parts == null) {
      text.append(CUT);
    } else {
      String between = "";
      for (T part : parts) {
        if (isFull()) {
          return;
        }
        text.append(between);
        add.accept(part);
        between = ", ";
      }
    }
    text.append(end);
  }

  private boolean isFull() {
    return text.length() > TEXT_MAX;
  }

  private static String quoted(String word) {
    String seen = word.length() <= TEXT_MAX ? word : word.substring(0, TEXT_MAX);
    String escaped = seen.replace("\\", "\\\\").replace("\n", "\\n");
    return seen.contains("'") && !seen.contains("\"")
        ? '"' + escaped + '"'
        : "'" + escaped.replace("'", "\\'") + "'";
  }

  private String cut() {
    return isFull() ? text.substring(0, TEXT_MAX - CUT.length()) + CUT : text.toString();
  }
}
