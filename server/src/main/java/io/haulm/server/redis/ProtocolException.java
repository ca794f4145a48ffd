package io.haulm.server.redis;

/** What a client sends is no request, so nothing behind it can be understood either. */
final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A request that makes no sense.
   *
   * @param what what is wrong, as the error reply says it
   */
  ProtocolException(String what) {
    // Clients that send nonsense may do so often: no stack trace to fill in.
    super("ERR Protocol error: " + what, null, false, false);
  }

  /** The error reply: code and text. */
  String reply() {
    return String.valueOf(getMessage());
  }
}
