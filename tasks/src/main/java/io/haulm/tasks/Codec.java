package io.haulm.tasks;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between Java values, plain trees, and JSON text. A tree is what JSON has: maps with string keys,
 * lists, strings, numbers, booleans and null.
 *
 * <p>Equal values must give equal text, byte for byte: members of a chord are counted by their
 * text.
 */
public interface Codec {

  /**
   * Takes a value apart.
   *
   * @throws CodecException when it cannot be written
   */
  @Nullable Object toTree(@Nullable Object value);

  /**
   * Puts a value together.
   *
   * @throws CodecException when the tree does not fit the type
   */
  <T> T fromTree(@Nullable Object tree, TypeRef<T> type);

  /** The names of a record's components as they are written, in order; empty for any other type. */
  List<String> componentNames(Type type);

  /** Writes a tree as JSON, in ASCII. */
  byte[] write(@Nullable Object tree);

  /**
   * Reads JSON.
   *
   * @throws CodecException when it is none
   */
  @Nullable Object read(byte[] json);
}
