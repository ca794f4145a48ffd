package io.haulm.client;

import java.io.IOException;

/** The bytes that came are no reply of the protocol, or none that this command can have. */
final class MalformedReplyException extends IOException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN_MAX = 80;

  MalformedReplyException(String line) {
    super("the server said '" + line.substring(0, Math.min(SHOWN_MAX, line.length())) + "'");
  }
}
