package io.haulm.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err what went wrong
 */
record Streams(PrintStream out, PrintStream err) {
  /**
   * Those of the process, in UTF-8 whatever the locale: a service manager often sets none, and the
   * start line has a character beyond ASCII.
   */
  static Streams ofProcess() {
    return new Streams(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /** One line about something wrong or noteworthy. */
  void complain(String message) {
    err.println("haulm: " + message);
  }
}
