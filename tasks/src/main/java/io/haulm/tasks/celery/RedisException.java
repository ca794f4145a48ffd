package io.haulm.tasks.celery;

/** The server answered with an error, or could not be reached. */
public class RedisException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisException(String message) {
    super(message);
  }

  RedisException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether it may be another time: the server is away, or has not read all its data yet. */
  boolean isPassing() {
    return this instanceof Lost || String.valueOf(getMessage()).startsWith("LOADING");
  }

  /** The connection broke: what was under way may have been done or not. */
  static final class Lost extends RedisException {
    private static final long serialVersionUID = 1L;

    Lost(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
