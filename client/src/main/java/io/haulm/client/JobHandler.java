package io.haulm.client;

/** What a {@link Worker} does with a job. */
@FunctionalInterface
public interface JobHandler {
  /**
   * Does the job. When it returns, the job is deleted, unless the handler has settled it otherwise.
   *
   * @throws Exception when the job failed; it is then tried again later, or buried after too many
   *     attempts
   */
  void handle(WorkerJob job) throws Exception;
}
