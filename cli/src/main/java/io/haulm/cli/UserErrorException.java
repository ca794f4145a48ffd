package io.haulm.cli;

/** Something the user has to put right. The message is one line that says what to do. */
final class UserErrorException extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String line;

  UserErrorException(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
    this.line = line;
  }

  /** What is wrong and what to do. */
  String line() {
    return line;
  }

  /** What the process ends with. */
  int exitCode() {
    return exitCode;
  }
}
