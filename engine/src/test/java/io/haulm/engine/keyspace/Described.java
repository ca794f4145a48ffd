package io.haulm.engine.keyspace;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Records as text that two runs can be compared by: arrays by content, records inside too. */
public final class Described {
  /** The text of a value. */
  public static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> RecordingSink.quoted(bytes);
      case Record record -> ofRecord(record);
      case Object array when array.getClass().isArray() -> ofArray(array);
      case Iterable<?> many -> {
        StringJoiner parts = new StringJoiner(", ", "[", "]");
        many.forEach(part -> parts.add(of(part)));
        yield parts.toString();
      }
      default -> value.toString();
    };
  }

  private static String ofArray(Object array) {
    StringJoiner parts = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Array.getLength(array); i++) {
      parts.add(of(Array.get(array, i)));
    }
    return parts.toString();
  }

  private static String ofRecord(Record record) {
    StringJoiner parts = new StringJoiner(", ", record.getClass().getSimpleName() + "(", ")");
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        parts.add(of(component.getAccessor().invoke(record)));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    return parts.toString();
  }

  private Described() {}
}
