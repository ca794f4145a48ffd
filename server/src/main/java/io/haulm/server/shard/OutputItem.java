package io.haulm.server.shard;

/** A part of what a connection is going to send. */
abstract class OutputItem {
  /** The position of an item whose turn has not ended. */
  static final long UNSEALED = Long.MAX_VALUE;

  /** Everything before it must be durable before this item may leave. */
  long position = UNSEALED;

  /** How much of it has not been written to the channel. */
  abstract long waitingBytes();

  /**
   * Writes to the channel as much as it takes.
   *
   * @return true when nothing is left
   */
  abstract boolean write();

  /** Lets go of what it holds, unsent. */
  abstract void discard();
}
