package io.haulm.testkit.crash;

/**
 * Something in a history that no right server does.
 *
 * @param text what happened, for a reader
 */
public record Finding(Rule rule, String text) {
  /** What a queue promises. */
  public enum Rule {
    /** A put that was confirmed is there until it is deleted. */
    LOST,
    /** Nothing is delivered but what was put, once and unchanged. */
    UNEXPECTED,
    /** A job has one holder at a time. */
    HELD_TWICE,
    /** A deleted job does not return. */
    RETURNED,
    /** No job is delivered before its delay is over. */
    TOO_EARLY,
    /** No id is given out twice. */
    ID_REUSED,
    /** A later put has a larger id. */
    ID_NOT_RISING
  }
}
