package io.haulm.server.shard;

/** A question was not answered, because the server stops. What it has changed may be lost. */
public final class ShardEndedException extends Exception {
  private static final long serialVersionUID = 1;

  /** A question that stays without an answer. */
  public ShardEndedException() {
    super("the server stops");
  }
}
