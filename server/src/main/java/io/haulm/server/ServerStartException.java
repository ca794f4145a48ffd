package io.haulm.server;

/**
 * The server cannot start, and the user can do something about it. The message says what, in one
 * line.
 */
public final class ServerStartException extends Exception {
  private static final long serialVersionUID = 1;

  /** What went wrong, by what the user has to put right. */
  public enum Kind {
    /** A socket cannot be opened: port taken, no permission, no such address. */
    SOCKET,
    /** The data folder cannot be used: no permission, not a folder. */
    DATA_FOLDER,
    /** Another process owns the data folder. */
    LOCKED,
    /** The data in the folder is damaged or of an unknown version. */
    DAMAGED
  }

  private final Kind kind;

  /** A failed start. */
  public ServerStartException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What the user has to put right. */
  public Kind kind() {
    return kind;
  }
}
