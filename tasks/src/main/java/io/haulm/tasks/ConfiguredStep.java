package io.haulm.tasks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A task as a later step of a chain, with options for this one use. Immutable.
 *
 * @param <I> input, which comes from the step before
 * @param <O> output
 */
public final class ConfiguredStep<I, O> implements Step<I, O> {

  private final Task<I, O> task;
  private final CallOptions options;

  ConfiguredStep(Task<I, O> task, CallOptions options) {
    this.task = task;
    this.options = options;
  }

  @Override
  public Task<I, O> task() {
    return task;
  }

  @Override
  public CallOptions options() {
    return options;
  }

  /** Waits in this queue instead of the task's own. */
  public ConfiguredStep<I, O> queue(String queue) {
    return change(draft -> draft.queue = Names.queue(queue));
  }

  /** Runs at this priority: 0, the first, to 9, the last. */
  public ConfiguredStep<I, O> priority(int priority) {
    return change(draft -> draft.priority = Names.priority(priority));
  }

  /** Starts this long after the step before has ended. */
  public ConfiguredStep<I, O> in(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative: " + delay);
    }
    return change(draft -> draft.delay = delay);
  }

  /** Is revoked if it has not started by then. */
  public ConfiguredStep<I, O> expires(Duration length) {
    return change(draft -> draft.expires = Names.positive("expires", length));
  }

  /** After this time the handler is interrupted. */
  public ConfiguredStep<I, O> softLimit(Duration length) {
    return change(draft -> draft.softLimit = Names.positive("soft limit", length));
  }

  /** After this time the task has failed, whatever its handler does. */
  public ConfiguredStep<I, O> timeout(Duration length) {
    return change(draft -> draft.hardLimit = Names.positive("timeout", length));
  }

  /** Sends a header along, which the handler finds in its context. */
  public ConfiguredStep<I, O> header(String name, String value) {
    return change(draft -> draft.addHeader(name, value));
  }

  /** Has these waits and so many attempts, for the exceptions that its task says. */
  public ConfiguredStep<I, O> retry(Retry policy) {
    return change(draft -> draft.retry = policy.forCall());
  }

  /** Runs a step if this fails for good. */
  public ConfiguredStep<I, O> onError(Step<TaskError, ?> handler) {
    return change(draft -> draft.errorHandlers = CallOptions.with(draft.errorHandlers, handler));
  }

  /**
   * Gives further positional arguments behind the previous result, for Python functions with
   * several parameters: Celery's {@code add.s(4)}.
   */
  public ConfiguredStep<I, O> and(Object... further) {
    List<Object> values = List.copyOf(Arrays.asList(further));
    return change(draft -> draft.further = values);
  }

  private ConfiguredStep<I, O> change(Consumer<CallOptions> change) {
    return new ConfiguredStep<>(task, options.changed(change));
  }
}
