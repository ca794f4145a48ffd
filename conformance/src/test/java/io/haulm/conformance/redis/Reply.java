package io.haulm.conformance.redis;

import io.haulm.conformance.Escapes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A reply as a tree, with all that RESP2 and RESP3 tell apart. */
sealed interface Reply {

  /** The reply in one line, such that two different trees never look alike. */
  String shown();

  /**
   * A value without parts.
   *
   * @param kind the byte that begins it on the wire: {@code + - : $ , # ( = !}
   * @param text its content, one char for each byte
   */
  record Scalar(char kind, String text) implements Reply {
    @Override
    public String shown() {
      return kind == '$' ? '"' + Escapes.show(text) + '"' : kind + Escapes.show(text);
    }
  }

  /**
   * A null.
   *
   * @param kind {@code $} and {@code *} as RESP2 has them, {@code _} as RESP3 has it
   */
  record Nil(char kind) implements Reply {
    @Override
    public String shown() {
      return switch (kind) {
        case '$' -> "(nil)";
        case '*' -> "(nil array)";
        default -> "(null)";
      };
    }
  }

  /**
   * A value with parts.
   *
   * @param kind {@code *} array, {@code ~} set, {@code >} push, {@code %} map, {@code |} attributes
   * @param items its parts; of a map keys and values in turn
   */
  record Aggregate(char kind, List<Reply> items) implements Reply {
    public Aggregate {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      String mark = kind == '*' ? "" : Character.toString(kind);
      return mark + items.stream().map(Reply::shown).collect(Collectors.joining(" ", "[", "]"));
    }

    /** The same kind of value with other parts. */
    Aggregate with(List<Reply> otherItems) {
      return new Aggregate(kind, otherItems);
    }

    /** The parts two by two. */
    List<List<Reply>> pairs() {
      var pairs = new ArrayList<List<Reply>>();
      for (int i = 0; i + 1 < items.size(); i += 2) {
        pairs.add(items.subList(i, i + 2));
      }
      return pairs;
    }
  }

  /** A bulk string. */
  static Reply bulk(String text) {
    return new Scalar('$', text);
  }

  /** Whether it is a scalar of that kind. */
  default boolean is(char kind) {
    return this instanceof Scalar scalar && scalar.kind() == kind;
  }

  /** The content of a scalar; empty for all others. */
  default String content() {
    return this instanceof Scalar scalar ? scalar.text() : "";
  }

  /** The parts of an aggregate; empty for all others. */
  default List<Reply> parts() {
    return this instanceof Aggregate aggregate ? aggregate.items() : List.of();
  }
}
