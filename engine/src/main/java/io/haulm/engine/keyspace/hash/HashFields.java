package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.Chance;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fields of a hash, in one of two layouts. */
sealed interface HashFields permits SmallFields, LargeFields {
  /** How many there are. */
  int size();

  /** About how many bytes of memory they take. */
  long heapBytes();

  /** The name of the layout, as OBJECT ENCODING answers. */
  String encoding();

  /** The field of this name; null when there is none. */
  @Nullable Pair find(byte[] field);

  /** A field has this value and this time from now on. */
  void put(byte[] field, byte[] value, long untilMillis);

  /** A field, if it exists, expires at this time. */
  void expire(byte[] field, long untilMillis);

  /** There is no such field from now on. */
  void remove(byte[] field);

  /** When the first field expires; {@link Long#MAX_VALUE} when none does. */
  long firstDueMillis();

  /** Some of the fields that expire up to this time, but at most {@code max}. */
  List<byte[]> due(long nowMillis, int max);

  /** Shows all fields. They must not change meanwhile. */
  void forEach(Consumer<Pair> consumer);

  /**
   * Shows some more fields, as {@link io.haulm.engine.keyspace.table.ByteTable#scan} does.
   *
   * @return the cursor to go on with; 0 when all have been shown
   */
  long scan(long cursor, Consumer<Pair> consumer);

  /** A field chosen by chance; there must be one. */
  Pair random(Chance chance);

  /** The same fields in an object that shares nothing that changes. */
  HashFields copy();
}
