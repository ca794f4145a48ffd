package io.haulm.engine;

/** What may happen to a job, for those who watch. */
public enum JobEvent {
  /** It came into being. */
  PUT,
  /** A session got it. */
  RESERVED,
  /** It was given back: by its holder, or taken from it by an administrator. */
  RELEASED,
  /** Its holder's connection ended. */
  ABANDONED,
  /** Its time to run ended. */
  TIMED_OUT,
  /** Its delay ended. */
  DUE,
  /** It was put aside. */
  BURIED,
  /** It was made ready. */
  KICKED,
  /** Its time to run began anew. */
  TOUCHED,
  /** It is gone, or in the trash. */
  DELETED,
  /** It is in another tube. */
  MOVED,
  /** It has another body or priority. */
  EDITED
}
