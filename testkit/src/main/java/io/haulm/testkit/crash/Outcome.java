package io.haulm.testkit.crash;

/** How an operation ended, as its client knows it. */
public enum Outcome {
  /** The server confirmed it. */
  OK,
  /** The server refused it: nothing was changed. */
  REFUSED,
  /** The connection broke before the answer: it may have happened or not. */
  UNKNOWN
}
