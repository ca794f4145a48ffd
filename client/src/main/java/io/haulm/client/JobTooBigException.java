package io.haulm.client;

/** {@code JOB_TOO_BIG}: the body is longer than the server allows; the job was not put. */
public final class JobTooBigException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "JOB_TOO_BIG";

  JobTooBigException(String command) {
    super(WORD, command, "the body is longer than the server's max-job-size");
  }
}
