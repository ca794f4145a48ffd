package io.haulm.tasks;

/** Headers of ours beside Celery's own. */
final class Headers {

  /** What the call is about, as its caller says. */
  static final String KEY = "haulm_key";

  /** The claim that the call holds until it is done. */
  static final String CLAIM = "haulm_claim";

  /** When that claim is given up: a name of {@link Unique.Scope}. */
  static final String CLAIM_SCOPE = "haulm_claim_scope";

  /** Waits and attempts that the call has in the place of its task's. */
  static final String RETRY = "haulm_retry";

  /** The error that an error handler is called for, where results cannot be read by its worker. */
  static final String ERROR = "haulm_error";

  private Headers() {}
}
