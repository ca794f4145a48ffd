package io.haulm.client;

import org.jspecify.annotations.Nullable;

/** Something went wrong between this client and its server; the subtypes say what. */
public abstract class BeanstalkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BeanstalkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
