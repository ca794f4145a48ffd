package io.haulm.tasks.celery;

import io.haulm.tasks.BrokerException;

/** The server answered with an error, or could not be reached. */
public class RedisException extends BrokerException {

  private static final long serialVersionUID = 1L;

  RedisException(String message) {
    super(message);
  }

  private RedisException(String message, Throwable cause, boolean mayHaveBeenDone) {
    super(message, cause, mayHaveBeenDone);
  }

  /** Whether it may be another time: the server is away, or has not read all its data yet. */
  boolean isPassing() {
    return this instanceof Lost || String.valueOf(getMessage()).startsWith("LOADING");
  }

  /** The connection broke: what was under way may have been done or not. */
  static class Lost extends RedisException {
    private static final long serialVersionUID = 1L;

    Lost(String message, Throwable cause) {
      this(message, cause, true);
    }

    private Lost(String message, Throwable cause, boolean mayHaveBeenDone) {
      super(message, cause, mayHaveBeenDone);
    }
  }

  /** There was no connection to send anything on. */
  static final class Unreachable extends Lost {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
      super(message, cause, false);
    }
  }
}
