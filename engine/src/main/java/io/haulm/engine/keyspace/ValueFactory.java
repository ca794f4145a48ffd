package io.haulm.engine.keyspace;

/** Makes values for recovery. */
@FunctionalInterface
public interface ValueFactory {
  /** An empty value of this type. */
  Value empty(KeyType type);
}
