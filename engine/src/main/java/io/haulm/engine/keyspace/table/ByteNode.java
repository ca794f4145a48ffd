package io.haulm.engine.keyspace.table;

import org.jspecify.annotations.Nullable;

/** What is in a {@link ByteTable}: a key, and what the subclass adds to it. */
public abstract class ByteNode {
  private final byte[] key;

  /** The key's hash; set when the node is added. */
  int hash;

  /** The next one in the same bucket. */
  @Nullable ByteNode next;

  /** A node with this key, which is never changed from now on. */
  protected ByteNode(byte[] key) {
    this.key = key;
  }

  /** The key; not to be changed. */
  public final byte[] key() {
    return key;
  }
}
