package io.haulm.client;

/**
 * The server understood that something was asked and refused it. There is a subtype for each of the
 * protocol's error replies. The connection is fine and can be used further.
 */
public abstract class ErrorReplyException extends BeanstalkException {
  private static final long serialVersionUID = 1;

  private final String reply;

  ErrorReplyException(String reply, String command, String meaning) {
    super(reply + " to '" + command + "': " + meaning, null);
    this.reply = reply;
  }

  /** The server's words, for example {@code NOT_FOUND}. */
  public final String reply() {
    return reply;
  }
}
