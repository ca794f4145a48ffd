package io.haulm.cli;

import io.haulm.server.ServerStartException;

/** What the process ends with; the numbers are beanstalkd's wherever it has one. */
final class ExitCodes {
  static final int OK = 0;
  static final int FAILED = 1;

  /** A wrong option, argument or value. */
  static final int USAGE = 2;

  /** A wrong flag of {@code haulm beanstalkd}, as beanstalkd ends. */
  static final int BEANSTALKD_USAGE = 5;

  /** Another process holds the data folder. */
  static final int LOCKED = 10;

  /** No such user. */
  static final int USER_UNKNOWN = 33;

  /** The system refuses to change the user. */
  static final int USER_REFUSED = 34;

  /** A socket cannot be opened. */
  static final int SOCKET = 111;

  private ExitCodes() {}

  static int of(ServerStartException.Kind kind) {
    return switch (kind) {
      case SOCKET -> SOCKET;
      case LOCKED -> LOCKED;
      case DATA_FOLDER, DAMAGED -> FAILED;
    };
  }
}
