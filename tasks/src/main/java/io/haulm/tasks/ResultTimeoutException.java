package io.haulm.tasks;

import java.time.Duration;

/** A task had not ended when its caller would wait no longer; it may still end later. */
public final class ResultTimeoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResultTimeoutException(String id, Duration timeout) {
    super("task " + id + " has not ended within " + timeout);
  }
}
