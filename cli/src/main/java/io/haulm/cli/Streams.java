package io.haulm.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads and where it writes.
 *
 * @param in what is piped into it
 * @param out what was asked for
 * @param err what went wrong
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {
  /** With nothing to read. */
  Streams(PrintStream out, PrintStream err) {
    this(InputStream.nullInputStream(), out, err);
  }

  /**
   * Those of the process, in UTF-8 whatever the locale: a service manager often sets none, and the
   * start line has a character beyond ASCII.
   */
  static Streams ofProcess() {
    return new Streams(
        System.in,
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /** One line about something wrong or noteworthy. */
  void complain(String message) {
    err.println("haulm: " + message);
  }
}
