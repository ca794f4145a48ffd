package io.haulm.client;

import org.jspecify.annotations.Nullable;

/** No connection could be made, so the command was not done. */
public final class ConnectFailedException extends ConnectionException {
  private static final long serialVersionUID = 1;

  ConnectFailedException(ServerAddress address, Throwable cause) {
    super("cannot connect to " + address + ": " + reason(cause), cause, false);
  }

  private static String reason(Throwable cause) {
    @Nullable String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
