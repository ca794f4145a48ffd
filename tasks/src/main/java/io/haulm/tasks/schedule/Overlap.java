package io.haulm.tasks.schedule;

/** What becomes of a run whose time comes while the one before has not ended. */
public enum Overlap {
  /** It is enqueued all the same; the default. */
  ALLOW,
  /** It is left out. A run that has not ended after a day no longer stands in the way. */
  SKIP
}
