package io.haulm.server.store;

/** Who wants to know how the journal fares. Called on the journal's threads; must not block. */
public interface JournalListener {
  /** Everything before {@code position} may be confirmed. */
  void durable(long position);

  /** A write or a sync failed: nothing will be confirmed any more. */
  void failed(Throwable cause);

  /** Work behind the scenes failed. Nothing is lost, but the disk may fill up. */
  void troubled(String work, Throwable cause);
}
