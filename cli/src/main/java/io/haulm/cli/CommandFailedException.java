package io.haulm.cli;

/** A command ended with an exit code other than 0. */
final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1;

  CommandFailedException(int exitCode) {
    super("exit code " + exitCode);
  }
}
