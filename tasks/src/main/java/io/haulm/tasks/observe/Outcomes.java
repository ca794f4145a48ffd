package io.haulm.tasks.observe;

import io.haulm.tasks.RetryLater;
import io.haulm.tasks.TaskControlException;
import java.util.Locale;

/** The words for how an attempt ended. */
final class Outcomes {

  static final String SUCCESS = "success";
  static final String FAILURE = "failure";
  static final String RETRY = "retry";
  static final String REPLACED = "replaced";
  static final String REVOKED = "revoked";

  private Outcomes() {}

  /** What a handler wanted that steered its own task: retry, reject, skip, replaced. */
  static String of(TaskControlException why) {
    return why instanceof RetryLater
        ? RETRY
        : why.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
