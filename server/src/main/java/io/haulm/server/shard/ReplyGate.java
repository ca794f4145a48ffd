package io.haulm.server.shard;

import java.util.ArrayDeque;

/**
 * Holds the outputs of connections, and the answers to questions, until what they tell is durable,
 * and lets them go in the order of the positions that they wait for.
 */
final class ReplyGate {
  private record Waiting(long position, Gated reply) {}

  // Positions only grow from turn to turn, so the first one waits for the lowest.
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long durablePosition;

  /** Lets the reply go as soon as everything before {@code position} is durable. */
  void pass(long position, Gated reply) {
    if (position <= durablePosition) {
      reply.flush(durablePosition);
    } else {
      waiting.add(new Waiting(position, reply));
    }
  }

  /** Everything before {@code position} is durable. A position below the last one says nothing. */
  void durable(long position) {
    if (position <= durablePosition) {
      return;
    }
    durablePosition = position;
    Waiting first = waiting.peek();
    while (first != null && first.position <= position) {
      waiting.remove();
      first.reply.flush(position);
      first = waiting.peek();
    }
  }

  /** Up to where everything is durable. */
  long durablePosition() {
    return durablePosition;
  }

  /** How many replies wait. */
  int size() {
    return waiting.size();
  }
}
