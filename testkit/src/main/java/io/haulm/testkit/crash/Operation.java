package io.haulm.testkit.crash;

/**
 * One thing that a client did, or that happened to it. Times are nanoseconds of one monotonic
 * clock; what the server did, it did between {@code startNanos} and {@code endNanos}. Of an
 * operation whose outcome is unknown, the end says only when its client gave up.
 */
public sealed interface Operation {
  /** The id of a job whose put was not confirmed. */
  long NO_ID = -1;

  /** When the client sent it. */
  long startNanos();

  /** When the client had the answer. */
  long endNanos();

  /**
   * A put.
   *
   * @param tag the body: a text that no other put uses
   * @param jobId what the server answered, or {@link #NO_ID}
   */
  record Put(
      long startNanos,
      long endNanos,
      Outcome outcome,
      String tag,
      long jobId,
      long delayMillis,
      long ttrMillis)
      implements Operation {}

  /**
   * A reservation that the client was told of.
   *
   * @param connection on which it was made; a number for each TCP connection
   */
  record Reserve(
      long startNanos, long endNanos, long connection, long jobId, String tag, long ttrMillis)
      implements Operation {}

  /** The holder, or somebody else, deletes a job. */
  record Delete(long startNanos, long endNanos, Outcome outcome, long connection, long jobId)
      implements Operation {}

  /** The holder gives a job back. */
  record Release(
      long startNanos,
      long endNanos,
      Outcome outcome,
      long connection,
      long jobId,
      long delayMillis)
      implements Operation {}

  /** The holder puts a job aside. */
  record Bury(long startNanos, long endNanos, Outcome outcome, long connection, long jobId)
      implements Operation {}

  /** The holder asks for more time. */
  record Touch(long startNanos, long endNanos, Outcome outcome, long connection, long jobId)
      implements Operation {}

  /** A delayed or buried job is made ready. */
  record Kick(long startNanos, long endNanos, Outcome outcome, long jobId) implements Operation {}

  /** The connection was closed, or its server killed, at {@code startNanos} or a little later. */
  record ConnectionEnd(long startNanos, long endNanos, long connection) implements Operation {}

  /** The job was there at the end. */
  record Present(long startNanos, long endNanos, long jobId, String tag) implements Operation {}
}
