package io.haulm.server.redis.script.lua;

/** A script went beyond a limit or was stopped; no {@code pcall} of it gets to see this. */
public final class ScriptEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Ended for this reason. */
  public ScriptEndedException(String reason) {
    super(reason, null, false, false);
  }

  /** Why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
