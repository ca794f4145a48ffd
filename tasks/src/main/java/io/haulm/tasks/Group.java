package io.haulm.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs side by side; its output is the list of all outputs, in the order of the members.
 * A group may be empty: it gives an empty list at once, and a step that follows it takes that.
 * Immutable.
 *
 * @param <T> what each member gives
 */
public final class Group<T> implements Flow<List<T>> {

  /** The most members of one group. */
  public static final int MEMBERS_MAX = 1_000_000;

  private final List<Flow<T>> members;
  private final List<Step<?, ?>> errorHandlers;
  private final @Nullable String queue;

  /**
   * A group.
   *
   * @param queue where the list is put together when there is no member who says where; null for
   *     wherever calls go that name no queue
   */
  Group(List<Flow<T>> members, List<Step<?, ?>> errorHandlers, @Nullable String queue) {
    if (members.size() > MEMBERS_MAX) {
      throw new IllegalArgumentException(
          "a group has at most " + MEMBERS_MAX + " members: " + members.size());
    }
    this.members = List.copyOf(members);
    this.errorHandlers = errorHandlers;
    this.queue = queue;
  }

  /** Gives the list of all outputs to a step: a chord. The same as {@link #then}. */
  public <P> Chain<P> collect(Step<? super List<T>, P> step) {
    return then(step);
  }

  @Override
  public Group<T> onError(Step<TaskError, ?> handler) {
    return new Group<>(members, CallOptions.with(errorHandlers, handler), queue);
  }

  /** What runs side by side. */
  public List<Flow<T>> members() {
    return members;
  }

  @Nullable String queue() {
    return queue;
  }

  List<Step<?, ?>> errorHandlers() {
    return errorHandlers;
  }
}
