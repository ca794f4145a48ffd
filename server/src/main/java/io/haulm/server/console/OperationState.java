package io.haulm.server.console;

import java.util.Locale;

/** How far an operation is. */
public enum OperationState {
  /** It only looked what it would do, and has ended. */
  DRY,
  /** It goes on. */
  RUNNING,
  /** It has done everything. */
  DONE,
  /** Somebody has ended it; what was done is done. */
  CANCELLED,
  /** It could not go on; what was done is done. */
  FAILED,
  /** What it did was undone. */
  UNDONE;

  /** As it is written: {@code running}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
