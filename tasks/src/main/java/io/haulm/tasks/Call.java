package io.haulm.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One call of a task: its input, and what differs from the task's own options. Immutable: each
 * option returns a changed copy. It may be enqueued more than once, unless it has an id of its own.
 *
 * @param <I> input
 * @param <O> output
 */
public final class Call<I, O> implements Flow<O> {

  private final Task<I, O> task;
  private final I input;
  private final CallOptions options;

  Call(Task<I, O> task, I input, CallOptions options) {
    this.task = task;
    this.input = input;
    this.options = options;
  }

  /** Starts no sooner than this long after it is enqueued. */
  public Call<I, O> in(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative: " + delay);
    }
    return change(draft -> draft.delay = delay);
  }

  /** Starts no sooner than at this time. */
  public Call<I, O> at(Instant time) {
    return change(draft -> draft.at = time);
  }

  /** Waits in this queue instead of the task's own. */
  public Call<I, O> queue(String queue) {
    return change(draft -> draft.queue = Names.queue(queue));
  }

  /** Runs at this priority: 0, the first, to 9, the last. */
  public Call<I, O> priority(int priority) {
    return change(draft -> draft.priority = Names.priority(priority));
  }

  /** Is revoked if it has not started by then. */
  public Call<I, O> expires(Duration length) {
    return change(draft -> draft.expires = Names.positive("expires", length));
  }

  /** After this time the handler is interrupted. */
  public Call<I, O> softLimit(Duration length) {
    return change(draft -> draft.softLimit = Names.positive("soft limit", length));
  }

  /** After this time the task has failed, whatever its handler does. */
  public Call<I, O> timeout(Duration length) {
    return change(draft -> draft.hardLimit = Names.positive("timeout", length));
  }

  /** Gives it this id instead of a random one. */
  public Call<I, O> id(String id) {
    return change(draft -> draft.id = Names.task(id));
  }

  /** Sends a header along, which the handler finds in its context. */
  public Call<I, O> header(String name, String value) {
    return change(draft -> draft.addHeader(name, value));
  }

  /** What the call is about, say {@code "order-17"}: for idempotency, and for {@link Unique}. */
  public Call<I, O> key(String key) {
    return change(draft -> draft.key = key);
  }

  /**
   * Has these waits and so many attempts instead of its task's.
   *
   * @throws IllegalArgumentException when the policy names exceptions: for which ones there is
   *     another attempt, only the task can say
   */
  public Call<I, O> retry(Retry policy) {
    return change(draft -> draft.retry = policy.forCall());
  }

  /**
   * Keeps a second such call out, by this rule instead of its task's; as a call of its own only.
   */
  public Call<I, O> unique(Unique rule) {
    return change(draft -> draft.unique = rule);
  }

  /**
   * Runs a further step with the output when this has succeeded. Unlike {@link #then} it does not
   * change what this call's result is: Celery's {@code link}.
   */
  public Call<I, O> onSuccess(Step<? super O, ?> step) {
    return change(draft -> draft.successors = CallOptions.with(draft.successors, step));
  }

  @Override
  public Call<I, O> onError(Step<TaskError, ?> handler) {
    return change(draft -> draft.errorHandlers = CallOptions.with(draft.errorHandlers, handler));
  }

  /** The task that is called. */
  public Task<I, O> task() {
    return task;
  }

  /** What goes in. */
  public I input() {
    return input;
  }

  /** What differs from the task's own options. */
  public CallOptions options() {
    return options;
  }

  private Call<I, O> change(Consumer<CallOptions> change) {
    return new Call<>(task, input, options.changed(change));
  }
}
