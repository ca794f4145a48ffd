package io.haulm.engine.keyspace;

/**
 * A command is refused because of what the client said; nothing has been changed. Its message is
 * the reply. Thrown by handlers, met by the dispatcher: it never leaves the keyspace.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The value that a key holds is of another type than the command works on. */
  public static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";

  /** The words of the command are in no order that makes sense. */
  public static final String SYNTAX = "ERR syntax error";

  /** A whole number was expected. */
  public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";

  /** A number was expected. */
  public static final String NOT_A_FLOAT = "ERR value is not a valid float";

  /** The key must exist for this command. */
  public static final String NO_SUCH_KEY = "ERR no such key";

  /** A place in a list or string beyond what there is. */
  public static final String INDEX_OUT_OF_RANGE = "ERR index out of range";

  /**
   * A refusal.
   *
   * @param reply the error reply: code and text
   */
  public RefusedException(String reply) {
    // A refusal is as frequent as clients make mistakes: it has no stack trace to fill in.
    super(reply, null, false, false);
  }

  /** The error reply: code and text. */
  public String reply() {
    return String.valueOf(getMessage());
  }
}
