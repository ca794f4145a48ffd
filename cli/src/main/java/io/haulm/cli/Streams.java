package io.haulm.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err what went wrong
 */
record Streams(PrintStream out, PrintStream err) {
  /** One line about something wrong or noteworthy. */
  void complain(String message) {
    err.println("haulm: " + message);
  }
}
