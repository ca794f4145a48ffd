package io.haulm.tasks;

/**
 * What can follow in a chain: something that takes what came before as its input. A {@link Task} is
 * one as it stands; {@link Task#step()} makes one with options of its own.
 *
 * @param <I> input
 * @param <O> output
 */
public sealed interface Step<I, O> permits Task, ConfiguredStep {

  /** The task that runs. */
  Task<I, O> task();

  /** What differs from the task's own options. */
  CallOptions options();
}
