package io.haulm.tasks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes groups, and calls that run a task many times. Chains begin with {@link Flow#then}. */
public final class Canvas {

  private Canvas() {}

  /** One call for each input, side by side. */
  public static <I, O> Group<O> all(Task<I, O> task, Collection<? extends I> inputs) {
    List<Flow<O>> members = new ArrayList<>(inputs.size());
    for (I input : inputs) {
      members.add(task.with(input));
    }
    return new Group<>(members, List.of(), task.declared().queue());
  }

  /** Several flows with the same type of output, side by side. */
  public static <O> Group<O> all(Collection<? extends Flow<O>> flows) {
    return new Group<>(List.copyOf(flows), List.of(), null);
  }

  /** Several flows with the same type of output, side by side. */
  @SafeVarargs
  public static <O> Group<O> all(Flow<O>... flows) {
    List<Flow<O>> members = new ArrayList<>(flows.length);
    for (Flow<O> flow : flows) {
      members.add(flow);
    }
    return new Group<>(members, List.of(), null);
  }

  /**
   * One message that runs a task for each input, one after the other: Celery's {@code map}. The
   * task gets each input as its one argument. The limits of the task do not hold for the whole.
   */
  public static <I, O> Call<List<I>, List<O>> map(Task<I, O> task, Collection<? extends I> inputs) {
    return task.each(Mapping.MAP).with(List.copyOf(inputs));
  }

  /**
   * The same as {@link #map}, but the task gets the components of each input as arguments of their
   * own, as Python functions want them: Celery's {@code starmap}.
   */
  public static <I, O> Call<List<I>, List<O>> starmap(
      Task<I, O> task, Collection<? extends I> inputs) {
    return task.each(Mapping.STARMAP).with(List.copyOf(inputs));
  }

  /**
   * Many inputs in few messages: a group of {@link #starmap}s, each with so many of the inputs, the
   * last perhaps with fewer.
   *
   * @param size inputs in a message; at least 1
   */
  public static <I, O> Group<List<O>> chunks(
      Task<I, O> task, Collection<? extends I> inputs, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a chunk has at least one input: " + size);
    }
    List<I> all = List.copyOf(inputs);
    List<Flow<List<O>>> members = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      members.add(starmap(task, all.subList(from, Math.min(all.size(), from + size))));
    }
    return new Group<>(members, List.of(), task.declared().queue());
  }
}
