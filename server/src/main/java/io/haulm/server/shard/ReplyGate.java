package io.haulm.server.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets replies out when what they tell is durable, in the order in which they were made.
 *
 * <p>A reply that could show something that is not durable yet waits for it. Which replies could is
 * not asked: every reply waits for all that the journal had been given when its turn of the loop
 * ended.
 */
final class ReplyGate {
  private record Waiting(long position, Output output) {}

  private final CommitLog log;
  private final Runnable turn;
  private final List<Output> changed = new ArrayList<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /**
   * A gate with nothing behind it.
   *
   * @param turn asks for {@link #endTurn} at the end of this turn of the loop
   */
  ReplyGate(CommitLog log, Runnable turn) {
    this.log = log;
    this.turn = turn;
  }

  /** An output has its first reply of this turn. */
  void added(Output output) {
    changed.add(output);
    turn.run();
  }

  /** The turn ends: its replies are sealed, and leave if they may. */
  void endTurn() {
    long position = log.sealTurn();
    long durablePosition = log.durablePosition();
    for (Output output : changed) {
      output.seal(position);
      if (position <= durablePosition) {
        output.send(durablePosition);
      } else {
        waiting.add(new Waiting(position, output));
      }
    }
    changed.clear();
  }

  /** More has become durable: lets out what waited for it. */
  void durable() {
    long durablePosition = log.durablePosition();
    while (!waiting.isEmpty() && waiting.element().position() <= durablePosition) {
      waiting.remove().output().send(durablePosition);
    }
  }

  /** The socket takes bytes again: goes on with what may leave. */
  void send(Output output) {
    output.send(log.durablePosition());
  }
}
