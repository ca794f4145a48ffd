package io.haulm.server.store;

import io.haulm.engine.keyspace.KeyChange;

/**
 * Changes of one type of value as bytes of a record's head, and back. A kind of change begins with
 * its number; what is written once must be readable for ever.
 *
 * @param <C> the type's changes
 */
interface ChangeCodec<C extends KeyChange> {
  void write(HeadWriter writer, C change);

  C read(HeadReader reader) throws BadFactException;
}
