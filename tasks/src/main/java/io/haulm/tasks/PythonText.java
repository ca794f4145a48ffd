package io.haulm.tasks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Python prints them, for headers and events that people read in Flower. */
public final class PythonText {

  /** The longest text, in characters; what is longer is cut. */
  public static final int TEXT_MAX = 1024;

  private PythonText() {}

  /** One value. */
  public static String repr(@Nullable Object tree) {
    return cut(whole(tree));
  }

  /** Positional arguments. */
  public static String args(List<Object> args) {
    String comma = args.size() == 1 ? "," : "";
    return cut(
        args.stream().map(PythonText::whole).collect(Collectors.joining(", ", "(", comma + ")")));
  }

  private static String whole(@Nullable Object tree) {
    if (tree == null) {
      return "None";
    }
    if (tree instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(PythonText::whole).collect(Collectors.joining(", ", "[", "]"));
    }
    if (tree instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> whole(entry.getKey()) + ": " + whole(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return tree instanceof String text ? quoted(text) : tree.toString();
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return text.contains("'") && !text.contains("\"")
        ? '"' + escaped + '"'
        : "'" + escaped.replace("'", "\\'") + "'";
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 3) + "...";
  }
}
