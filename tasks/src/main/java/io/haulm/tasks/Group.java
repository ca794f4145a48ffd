package io.haulm.tasks;

import java.util.List;

/**
 * Work that runs side by side; its output is the list of all outputs, in the order of the members.
 * Immutable.
 *
 * @param <T> what each member gives
 */
public final class Group<T> implements Flow<List<T>> {

  /** The most members of one group. */
  public static final int MEMBERS_MAX = 1_000_000;

  private final List<Flow<T>> members;
  private final List<Step<?, ?>> errorHandlers;

  Group(List<Flow<T>> members, List<Step<?, ?>> errorHandlers) {
    if (members.isEmpty() || members.size() > MEMBERS_MAX) {
      throw new IllegalArgumentException(
          "a group has 1.." + MEMBERS_MAX + " members: " + members.size());
    }
    this.members = List.copyOf(members);
    this.errorHandlers = errorHandlers;
  }

  /** Gives the list of all outputs to a step: a chord. The same as {@link #then}. */
  public <P> Chain<P> collect(Step<? super List<T>, P> step) {
    return then(step);
  }

  @Override
  public Group<T> onError(Step<TaskError, ?> handler) {
    return new Group<>(members, CallOptions.with(errorHandlers, handler));
  }

  /** What runs side by side. */
  public List<Flow<T>> members() {
    return members;
  }

  List<Step<?, ?>> errorHandlers() {
    return errorHandlers;
  }
}
