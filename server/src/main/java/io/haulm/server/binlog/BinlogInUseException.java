package io.haulm.server.binlog;

import java.nio.file.Path;

/** A running beanstalkd owns the binlog; what it holds may change while it is read. */
public final class BinlogInUseException extends Exception {
  private static final long serialVersionUID = 1;

  BinlogInUseException(Path folder) {
    super("a running beanstalkd owns the binlog in " + folder + "; stop it first");
  }
}
