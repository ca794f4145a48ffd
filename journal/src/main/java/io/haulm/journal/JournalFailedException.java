package io.haulm.journal;

/** A write or a sync failed earlier: the journal takes and confirms nothing any more. */
public final class JournalFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A dead journal; {@code cause} is what it died of. */
  public JournalFailedException(Throwable cause) {
    super("the journal has failed: " + cause.getMessage(), cause);
  }
}
