package io.haulm.server.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Remembers that the journal has failed, for work that is done without a server. */
final class FailureListener implements JournalListener {
  private volatile @Nullable Throwable failure;

  @Override
  public void durable(long position) {
    // The end of the work waits for everything at once.
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
  }

  @Override
  public void troubled(String work, Throwable cause) {
    // Nothing is lost by it.
  }

  /** Throws when the journal has failed. */
  void check() throws IOException {
    Throwable cause = failure;
    if (cause != null) {
      throw new IOException("the journal cannot be written: " + cause.getMessage(), cause);
    }
  }
}
