package io.haulm.journal;

/** There is no room for a record that makes the data grow. Others are still taken. */
public final class JournalFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A full journal. */
  public JournalFullException() {
    // Without a stack trace: a full disk is met on every put, and costs no more than the reply.
    super("no room left on the disk of the data folder", null, false, false);
  }
}
