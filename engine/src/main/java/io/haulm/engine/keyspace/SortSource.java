package io.haulm.engine.keyspace;

import java.util.function.Consumer;

/** A value whose elements SORT can sort. */
public interface SortSource {
  /** How many elements there are. */
  int size();

  /** Shows all elements, in the value's own order if it has one. */
  void forEachElement(Consumer<byte[]> consumer);
}
