package io.haulm.client;

import org.jspecify.annotations.Nullable;

/** The connection was closed by {@link Connection#close()} before the command was answered. */
public final class ConnectionClosedException extends ConnectionException {
  private static final long serialVersionUID = 1;

  ConnectionClosedException(String message, @Nullable Throwable cause, boolean mayHaveBeenDone) {
    super(message + doubt(mayHaveBeenDone), cause, mayHaveBeenDone);
  }
}
