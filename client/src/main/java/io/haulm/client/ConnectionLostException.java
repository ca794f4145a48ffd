package io.haulm.client;

import org.jspecify.annotations.Nullable;

/** The connection broke while the command was under way. The next command connects again. */
public final class ConnectionLostException extends ConnectionException {
  private static final long serialVersionUID = 1;

  ConnectionLostException(String message, @Nullable Throwable cause, boolean mayHaveBeenDone) {
    super(message + doubt(mayHaveBeenDone), cause, mayHaveBeenDone);
  }
}
