package io.haulm.server.http.kept;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/** A value could not be written; the old one stays. */
public final class NotKeptException extends UncheckedIOException {
  @Serial private static final long serialVersionUID = 1;

  NotKeptException(IOException cause) {
    super(cause);
  }
}
