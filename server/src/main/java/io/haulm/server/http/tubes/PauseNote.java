package io.haulm.server.http.tubes;

/**
 * What is known of a pause besides its length.
 *
 * @param reason in the words of who paused the tube; empty when nothing was said
 * @param who name of the user or the token
 * @param untilMillis when the pause ends that is meant, in milliseconds since 1970
 */
public record PauseNote(String reason, String who, long untilMillis) {
  /** Nothing is known: the tube is not paused, or a client of a queue protocol paused it. */
  public static final PauseNote NONE = new PauseNote("", "", 0);
}
