package io.haulm.tasks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The result of an enqueued task, now or later. The server pushes it; nobody polls.
 *
 * @param <O> what the task gives
 */
public sealed interface AsyncResult<O> permits SingleResult, GroupResult {

  /** The id of the task (of a chain, that of its last step; of a group, that of the group). */
  String id();

  /**
   * Completes with the output, or with {@link TaskFailedException} or {@link TaskRevokedException}.
   * Cancelling it stops its own waiting: not the task (for that, see {@link TaskClient#revoke}),
   * and not the waiting of others, as each call of this method gives another future.
   */
  CompletableFuture<O> future();

  /**
   * Waits for the end.
   *
   * @param timeout how long to wait
   * @throws ResultTimeoutException when the task has not ended by then
   * @throws WaitInterruptedException when the thread is interrupted
   * @throws CodecException when the output is not of its type
   */
  Outcome<O> outcome(Duration timeout);

  /**
   * Waits for the output.
   *
   * @throws ResultTimeoutException when the task has not ended by then
   * @throws TaskFailedException when it failed
   * @throws TaskRevokedException when it was revoked or expired
   * @throws WaitInterruptedException when the thread is interrupted
   * @throws CodecException when the output is not of its type
   */
  O get(Duration timeout);

  /**
   * Asks the server where the task is.
   *
   * @throws BrokerException when the server cannot be asked
   */
  TaskStatus status();

  /**
   * Deletes the stored result.
   *
   * @throws BrokerException when the server cannot be told
   */
  void forget();
}
