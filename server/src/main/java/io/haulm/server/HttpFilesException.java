package io.haulm.server;

import java.io.IOException;
import java.io.Serial;

/** A file of the HTTP face cannot be read; the queue does not need it. */
final class HttpFilesException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  HttpFilesException(IOException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
