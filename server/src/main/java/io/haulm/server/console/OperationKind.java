package io.haulm.server.console;

import java.util.Locale;

/** What is done to many jobs at a time. */
public enum OperationKind {
  /** Delayed and buried jobs become ready. */
  KICK,
  /** Jobs go to the trash. */
  DELETE,
  /** Jobs go to another tube. */
  MOVE,
  /** Ready and delayed jobs are put aside. */
  BURY,
  /** All jobs of a tube that nobody has reserved go to the trash. */
  PURGE;

  /** True when it can be undone for a while. */
  public boolean isUndoable() {
    return this == DELETE || this == PURGE;
  }

  /** As it is written: {@code kick}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
