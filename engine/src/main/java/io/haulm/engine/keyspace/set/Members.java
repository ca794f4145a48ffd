package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Chance;
import java.util.function.Consumer;

/** The members of a set in one form. A form that no longer suits is exchanged for another one. */
abstract sealed class Members permits IntegerMembers, PackedMembers, HashedMembers {
  abstract int size();

  /** The form's name in OBJECT ENCODING. */
  abstract String encoding();

  /** About how many bytes of memory they take. */
  abstract long bytes();

  abstract boolean contains(byte[] member);

  /** True when this form suits them together with one more. */
  abstract boolean suits(byte[] another);

  /**
   * Adds one.
   *
   * @param member not yet among them, and {@linkplain #suits suiting}
   */
  abstract void add(byte[] member);

  /** Takes one out, if it is among them. */
  abstract void remove(byte[] member);

  /** Shows all, in no order. They must not change meanwhile. */
  abstract void forEach(Consumer<byte[]> consumer);

  /** One chosen by chance; there must be some. */
  abstract byte[] random(Chance chance);

  abstract Members copy();
}
