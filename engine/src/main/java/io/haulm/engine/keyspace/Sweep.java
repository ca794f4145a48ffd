package io.haulm.engine.keyspace;

import org.jspecify.annotations.Nullable;

/**
 * Tells a whole value as changes, slice by slice, so that it can be written anew. Between two
 * slices the value may change: what changes is told to the log anyway, so a sweep may miss it or
 * tell it in its new form, but never in its old one.
 */
public interface Sweep {
  /** About how many bytes of content a slice has. A single larger element is one slice. */
  int SLICE_BYTES = 16 * 1024;

  /** The next slice; null when all has been told. */
  @Nullable KeyChange next();
}
