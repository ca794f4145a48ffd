package io.haulm.client;

import org.jspecify.annotations.Nullable;

/**
 * A command got no answer. The subtypes say why; {@link #mayHaveBeenDone()} says whether it is safe
 * to send it again.
 */
public abstract class ConnectionException extends BeanstalkException {
  private static final long serialVersionUID = 1;

  private final boolean mayHaveBeenDone;

  ConnectionException(String message, @Nullable Throwable cause, boolean mayHaveBeenDone) {
    super(message, cause);
    this.mayHaveBeenDone = mayHaveBeenDone;
  }

  /**
   * False when the server cannot have carried the command out, because it never got all of it. True
   * when the command was sent and only its answer is missing: a put that is repeated may then be
   * there twice.
   */
  public final boolean mayHaveBeenDone() {
    return mayHaveBeenDone;
  }

  static String doubt(boolean mayHaveBeenDone) {
    return mayHaveBeenDone ? "; the command may have been done" : "; the command was not done";
  }
}
