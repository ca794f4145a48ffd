package io.haulm.tasks;

import java.util.List;

/**
 * Steps that run one after the other, each taking what the one before gave. Immutable.
 *
 * @param <O> what the last step gives
 */
public final class Chain<O> implements Flow<O> {

  /** One step of a chain behind its first. */
  sealed interface Link {
    /** A step that takes the output so far. */
    record Next(Step<?, ?> step) implements Link {}

    /** Work that has its own input. */
    record Run(Flow<?> flow) implements Link {}

    /** Steps that all take the output so far. */
    record Each(List<Step<?, ?>> steps) implements Link {}
  }

  private final Flow<?> first;
  private final List<Link> links;
  private final List<Step<?, ?>> errorHandlers;

  private Chain(Flow<?> first, List<Link> links, List<Step<?, ?>> errorHandlers) {
    this.first = first;
    this.links = links;
    this.errorHandlers = errorHandlers;
  }

  /** A chain of one, or the chain itself when it is one already. */
  static <O> Chain<O> of(Flow<O> first) {
    return first instanceof Chain<O> chain ? chain : new Chain<>(first, List.of(), List.of());
  }

  <P> Chain<P> append(Link link) {
    return new Chain<>(first, CallOptions.with(links, link), errorHandlers);
  }

  @Override
  public Chain<O> onError(Step<TaskError, ?> handler) {
    return new Chain<>(first, links, CallOptions.with(errorHandlers, handler));
  }

  Flow<?> first() {
    return first;
  }

  List<Link> links() {
    return links;
  }

  List<Step<?, ?>> errorHandlers() {
    return errorHandlers;
  }
}
