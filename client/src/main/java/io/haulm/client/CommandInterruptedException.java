package io.haulm.client;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted while it waited for the answer; it is still marked as interrupted. The
 * connection was closed, since the protocol has no other way to call a command back; the next
 * command connects again.
 */
public final class CommandInterruptedException extends ConnectionException {
  private static final long serialVersionUID = 1;

  CommandInterruptedException(String message, @Nullable Throwable cause, boolean mayHaveBeenDone) {
    super(message + doubt(mayHaveBeenDone), cause, mayHaveBeenDone);
  }
}
