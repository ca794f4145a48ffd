package io.haulm.server.shard;

/** Something that may be told only when what it shows is durable. */
interface Gated {
  /** Tells what may be told when everything before {@code durablePosition} is durable. */
  void flush(long durablePosition);
}
