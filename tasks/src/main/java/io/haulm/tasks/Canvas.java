package io.haulm.tasks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes groups. Chains begin with {@link Flow#then}. */
public final class Canvas {

  private Canvas() {}

  /** One call for each input, side by side. */
  public static <I, O> Group<O> all(Task<I, O> task, Collection<? extends I> inputs) {
    List<Flow<O>> members = new ArrayList<>(inputs.size());
    for (I input : inputs) {
      members.add(task.with(input));
    }
    return new Group<>(members, List.of());
  }

  /** Several flows with the same type of output, side by side. */
  public static <O> Group<O> all(Collection<? extends Flow<O>> flows) {
    return new Group<>(List.copyOf(flows), List.of());
  }

  /** Several flows with the same type of output, side by side. */
  @SafeVarargs
  public static <O> Group<O> all(Flow<O>... flows) {
    List<Flow<O>> members = new ArrayList<>(flows.length);
    for (Flow<O> flow : flows) {
      members.add(flow);
    }
    return new Group<>(members, List.of());
  }
}
