package io.haulm.server.store;

import io.haulm.engine.Engine;
import io.haulm.journal.BodyReceiver;
import java.io.Closeable;

/**
 * An engine and the place where its facts are kept. Owned by one thread, which calls all methods.
 */
public interface Store extends Closeable {
  /** The engine. */
  Engine engine();

  /**
   * Ends a batch: of the facts since the last one, a crash leaves all or none.
   *
   * @return the position to wait for before anything that the batch shows may be told
   * @throws io.haulm.journal.JournalFailedException when nothing can be kept any more
   */
  long commit();

  /** Everything before this position may be told. */
  long durablePosition();

  /** True when the disk does not keep up, so that clients should wait. */
  boolean isCongested();

  /** Reads the body of a job that is not in memory; the receiver is called on another thread. */
  void readBody(long position, BodyReceiver receiver);

  /** Figures of the journal; all 0 without one. */
  StoreStats stats();
}
