package io.haulm.server.http.keyspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command has answered. */
sealed interface Told {
  /** Bytes; {@code isCut} when the answer was longer. */
  record Bulk(byte[] bytes, boolean isCut) implements Told {}

  /** A short word, or a line for people. */
  record Text(String text) implements Told {}

  /** A refusal. */
  record Refusal(String message) implements Told {}

  /** A whole number. */
  record Whole(long number) implements Told {}

  /** A number with a fraction. */
  record Fraction(double value) implements Told {}

  /** True or false. */
  record Flag(boolean isTrue) implements Told {}

  /** Nothing. */
  record Nothing() implements Told {}

  /** Parts in order; {@code isCut} when there were more. */
  record Parts(List<Told> parts, boolean isCut) implements Told {}

  /** Keys with values, one behind the other; {@code isCut} when there were more. */
  record Pairs(List<Told> parts, boolean isCut) implements Told {}

  /** The parts of a list or map; none of anything else. */
  default List<Told> parts() {
    return switch (this) {
      case Parts(var parts, _) -> parts;
      case Pairs(var parts, _) -> parts;
      case Bulk _, Text _, Refusal _, Whole _, Fraction _, Flag _, Nothing _ -> List.of();
    };
  }

  /** The bytes of a text; none of anything else. */
  default byte[] bytes() {
    return switch (this) {
      case Bulk(var bytes, _) -> bytes;
      case Text(var text) -> text.getBytes(StandardCharsets.UTF_8);
      case Whole(var number) -> Long.toString(number).getBytes(StandardCharsets.US_ASCII);
      case Fraction _, Flag _, Refusal _, Nothing _, Parts _, Pairs _ -> new byte[0];
    };
  }

  /** The bytes as text that loses nothing. */
  default String shown() {
    return ByteText.shown(bytes());
  }

  /** The number; 0 of what is none. */
  default long number() {
    return switch (this) {
      case Whole(var number) -> number;
      case Fraction(var value) -> (long) value;
      case Bulk(var bytes, _) -> parse(new String(bytes, StandardCharsets.ISO_8859_1));
      case Text _, Flag _, Refusal _, Nothing _, Parts _, Pairs _ -> 0;
    };
  }

  private static long parse(String text) {
    return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  /** The value behind a key of a map or of a flat list; nothing when it is not there. */
  default Told field(String name) {
    List<Told> all = parts();
    for (int i = 0; i + 1 < all.size(); i += 2) {
      if (all.get(i).shown().equals(name)) {
        return all.get(i + 1);
      }
    }
    return new Nothing();
  }

  /**
   * As it is told to a browser: {@code {"t":"int","v":1}}.
   *
   * @param v a number, a text, a truth value, or nodes; left out for nothing
   * @param base64 the bytes, where they are no text
   * @param cut true when there was more
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Node(String t, @Nullable Object v, @Nullable String base64, @Nullable Boolean cut) {
    private static Node of(String t, Object v) {
      return new Node(t, v, null, null);
    }

    private static Node bulk(byte[] bytes, boolean isCut) {
      String base64 = ByteText.utf8(bytes).isPresent() ? null : ByteText.base64(bytes);
      return new Node("bulk", ByteText.shown(bytes), base64, isCut ? true : null);
    }

    private static Node list(String t, List<Told> parts, boolean isCut) {
      List<Node> nodes = parts.stream().map(Told::toNode).toList();
      return new Node(t, nodes, null, isCut ? true : null);
    }
  }

  /** As it is told to a browser. */
  default Node toNode() {
    return switch (this) {
      case Bulk(var bytes, var isCut) -> Node.bulk(bytes, isCut);
      case Text(var text) -> Node.of("status", text);
      case Refusal(var message) -> Node.of("error", message);
      case Whole(var number) -> Node.of("int", number);
      case Fraction(var value) -> Node.of("double", ByteText.finite(value));
      case Flag(var isTrue) -> Node.of("bool", isTrue);
      case Nothing _ -> new Node("nil", null, null, null);
      case Parts(var parts, var isCut) -> Node.list("array", parts, isCut);
      case Pairs(var parts, var isCut) -> Node.list("map", parts, isCut);
    };
  }
}
