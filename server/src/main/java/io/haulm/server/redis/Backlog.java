package io.haulm.server.redis;

import io.haulm.server.shard.InputBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Commands of one client that have arrived and cannot be run yet. */
final class Backlog {
  // What a word costs beside its bytes.
  private static final int WORD_COST_BYTES = 24;

  private final Intake intake;
  private final ArrayDeque<byte[][]> commands = new ArrayDeque<>(0);
  private @Nullable ProtocolException broken;
  private long bytes;

  Backlog(Intake intake) {
    this.intake = intake;
  }

  /** True when nothing is left, not even a refusal. */
  boolean isEmpty() {
    return commands.isEmpty() && broken == null;
  }

  /** True when what comes behind these commands cannot be taken any more. */
  boolean isBroken() {
    return broken != null;
  }

  /** How much memory is taken. */
  long bytes() {
    return bytes;
  }

  /** Takes all commands that are complete. A refusal waits for its turn behind them. */
  void takeAll(RequestParser parser, InputBuffer input) {
    try {
      byte[][] argv = broken == null ? parser.next(input) : null;
      while (argv != null) {
        if (!intake.take(cost(argv))) {
          throw new ProtocolException("no memory for commands that cannot be run yet");
        }
        bytes += cost(argv);
        commands.add(argv);
        argv = parser.next(input);
      }
    } catch (ProtocolException e) {
      broken = e;
    }
  }

  /**
   * The next command.
   *
   * @throws ProtocolException when only a refusal is left
   */
  byte @Nullable [][] next() throws ProtocolException {
    byte[][] argv = commands.poll();
    if (argv != null) {
      intake.giveBack(cost(argv));
      bytes -= cost(argv);
    } else if (broken != null) {
      throw broken;
    }
    return argv;
  }

  /** Takes a command that is to be the next one again. */
  void putBack(byte[][] argv) {
    // It was counted before, or is a single one: it has its place whatever the intake says.
    long cost = cost(argv);
    intake.takeAnyway(cost);
    bytes += cost;
    commands.addFirst(argv);
  }

  /** Forgets everything. */
  void clear() {
    intake.giveBack(bytes);
    bytes = 0;
    commands.clear();
    broken = null;
  }

  private static long cost(byte[][] argv) {
    long cost = 0;
    for (byte[] word : argv) {
      cost += word.length + WORD_COST_BYTES;
    }
    return cost;
  }
}
