package io.haulm.client;

/**
 * {@code BURIED}: the server had no room to queue the job and buried it instead. The job is kept,
 * and can be kicked later.
 */
public final class JobBuriedException extends ErrorReplyException {
  private static final long serialVersionUID = 1;

  static final String WORD = "BURIED";

  private final long jobId;

  JobBuriedException(String command, long jobId) {
    super(WORD, command, "the server had no room to queue job " + jobId);
    this.jobId = jobId;
  }

  /** The job that lies buried now. */
  public long jobId() {
    return jobId;
  }
}
