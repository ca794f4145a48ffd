package io.haulm.tasks.observe;

import io.haulm.tasks.Reject;
import io.haulm.tasks.Skip;
import io.haulm.tasks.TaskControlException;

/** The words for how an attempt ended. */
final class Outcomes {

  static final String SUCCESS = "success";
  static final String FAILURE = "failure";
  static final String RETRY = "retry";
  static final String REVOKED = "revoked";

  private Outcomes() {}

  /** What a handler wanted that steered its own task. */
  static String of(TaskControlException why) {
    if (why instanceof Reject) {
      return "reject";
    }
    return why instanceof Skip ? "skip" : RETRY;
  }
}
