package io.haulm.tasks;

/**
 * How a task ended.
 *
 * @param <O> what it gives when it succeeds
 */
public sealed interface Outcome<O> {

  /**
   * It gave its output.
   *
   * @param value null for a task whose output is {@link Void}
   */
  record Success<O>(O value) implements Outcome<O> {}

  /** It failed for good. */
  record Failure<O>(TaskError error) implements Outcome<O> {}

  /** It was revoked, or expired, before it ended. */
  record Revoked<O>(String reason) implements Outcome<O> {}
}
