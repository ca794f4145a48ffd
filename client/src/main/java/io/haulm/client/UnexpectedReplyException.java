package io.haulm.client;

import org.jspecify.annotations.Nullable;

/**
 * The server said something that this protocol does not have. The connection was closed; the next
 * command connects again.
 */
public final class UnexpectedReplyException extends ConnectionException {
  private static final long serialVersionUID = 1;

  UnexpectedReplyException(String message, @Nullable Throwable cause, boolean mayHaveBeenDone) {
    super(message + doubt(mayHaveBeenDone), cause, mayHaveBeenDone);
  }
}
