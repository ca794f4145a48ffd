package io.haulm.server.shard;

/**
 * The shard met a bug of ours, or lost its journal, and has stopped. It has been logged; whoever
 * catches this has nothing to do but to leave.
 */
public final class ShardFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ShardFailedException(Throwable cause) {
    super("the shard has failed: " + cause, cause);
  }
}
