package io.haulm.tasks;

import java.util.List;

/**
 * Work that can be enqueued as one: a call, a chain, or a group. The type parameter lets the
 * compiler check that what one step gives is what the next one takes.
 *
 * @param <O> what it gives in the end
 */
public sealed interface Flow<O> permits Call, Chain, Group {

  /**
   * This, and then a step that takes its output. Behind a group the step takes the list of all
   * outputs, in order: a chord.
   */
  default <P> Chain<P> then(Step<? super O, P> next) {
    return Chain.of(this).append(new Chain.Link.Next(next));
  }

  /** This, and then work with an input of its own; the output so far is dropped. */
  default <P> Chain<P> thenRun(Flow<P> next) {
    return Chain.of(this).append(new Chain.Link.Run(next));
  }

  /** This, and then several steps at once which all take its output. */
  default <P> Chain<List<P>> thenAll(List<? extends Step<? super O, P>> next) {
    return Chain.of(this).append(new Chain.Link.Each(List.copyOf(next)));
  }

  /**
   * Runs a step if this fails for good. It gets the failure; a Python task of that name gets the id
   * of what failed.
   */
  Flow<O> onError(Step<TaskError, ?> handler);
}
