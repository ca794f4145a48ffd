package io.haulm.engine;

import io.haulm.engine.body.BodyStore;
import java.util.function.Consumer;

/**
 * The state machine of tubes and jobs.
 *
 * <p>Time is given in milliseconds since 1970 (UTC) and must never go back from one call to the
 * next. What falls due by time alone (delays, times to run, pauses, waiting reserves) happens in
 * {@link #advance}, which the owner calls before it applies commands whenever {@link
 * #nextTimerMillis()} has come.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Engine {
  /** An engine without jobs. */
  public Engine(EngineOptions options, FactLog facts, Consumer<Effect> effects) {
    throw new UnsupportedOperationException();
  }

  /** The bodies of this engine's jobs. */
  public BodyStore bodies() {
    throw new UnsupportedOperationException();
  }

  /** A new connection: uses and watches the tube {@code default}. */
  public Session connect(Object owner) {
    throw new UnsupportedOperationException();
  }

  /** The connection is gone: its jobs become ready in the order in which they were reserved. */
  public void disconnect(long nowMillis, Session session) {
    throw new UnsupportedOperationException();
  }

  /**
   * The client sends nothing more but still reads: a reserve that waits, and any later one that
   * would, is answered with {@link Reply.Plain#TIMED_OUT} at once.
   */
  public void halfClose(long nowMillis, Session session) {
    throw new UnsupportedOperationException();
  }

  /** Does what a command asks. */
  public Reply apply(long nowMillis, Command command) {
    throw new UnsupportedOperationException();
  }

  /** Counts a command that was understood but refused by the face: an oversize put, for one. */
  public void countRefused(CommandCounts.Kind kind) {
    throw new UnsupportedOperationException();
  }

  /** When {@link #advance} next has something to do; {@link Long#MAX_VALUE} when never. */
  public long nextTimerMillis() {
    throw new UnsupportedOperationException();
  }

  /**
   * Lets what fell due up to {@code nowMillis} happen, in the order of the times at which it fell
   * due, but at most {@code max} things, so that other work is not held up.
   *
   * @return true when more is due
   */
  public boolean advance(long nowMillis, int max) {
    throw new UnsupportedOperationException();
  }

  /** From now on refuses new jobs with {@link Reply.Plain#DRAINING}; cannot be taken back. */
  public void drain() {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes a fact read back from the log, before the first command.
   *
   * @param position where the log holds it
   */
  public void replay(Fact fact, long position) {
    throw new UnsupportedOperationException();
  }
}
