package io.haulm.client;

import org.jspecify.annotations.Nullable;

/**
 * The server did not answer in time. The connection was closed, because an answer that comes later
 * would be taken for that of another command; the next command connects again.
 */
public final class ReplyTimeoutException extends ConnectionException {
  private static final long serialVersionUID = 1;

  ReplyTimeoutException(String message, @Nullable Throwable cause, boolean mayHaveBeenDone) {
    super(message + doubt(mayHaveBeenDone), cause, mayHaveBeenDone);
  }
}
