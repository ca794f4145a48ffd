package io.haulm.journal.disk;

import java.io.IOException;

/** Another process, or another part of this one, owns the folder. */
public final class FolderLockedException extends IOException {
  /** The owner did not write down who it is. */
  public static final long UNKNOWN_PID = 0;

  private static final long serialVersionUID = 1;

  private final long pid;

  /**
   * A folder that has an owner.
   *
   * @param pid process id of the owner, or {@link #UNKNOWN_PID}
   */
  public FolderLockedException(String folder, long pid) {
    super(
        "data folder "
            + folder
            + " is in use by "
            + (pid == UNKNOWN_PID ? "another process" : "process " + pid));
    this.pid = pid;
  }

  /** Process id of the owner, or {@link #UNKNOWN_PID}. */
  public long pid() {
    return pid;
  }
}
