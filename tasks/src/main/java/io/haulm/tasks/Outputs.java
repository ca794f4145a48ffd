package io.haulm.tasks;

import java.util.Optional;

/** What type a flow gives, which the compiler knows and the running program has to find. */
final class Outputs {

  private Outputs() {}

  /** The type of a flow's output. */
  @SuppressWarnings("unchecked") // the compiler has checked the flow when it was made
  static <O> TypeRef<O> of(Flow<O> flow) {
    return (TypeRef<O>) any(flow);
  }

  private static TypeRef<?> any(Flow<?> flow) {
    if (flow instanceof Call<?, ?> call) {
      return call.task().output();
    }
    if (flow instanceof Group<?> group) {
      return listOf(group.members().stream().findFirst().map(Outputs::any));
    }
    Chain<?> chain = (Chain<?>) flow;
    int steps = chain.links().size();
    return steps == 0 ? any(chain.first()) : of(chain.links().get(steps - 1));
  }

  private static TypeRef<?> of(Chain.Link link) {
    if (link instanceof Chain.Link.Next next) {
      return next.step().task().output();
    }
    if (link instanceof Chain.Link.Run run) {
      return any(run.flow());
    }
    return listOf(
        ((Chain.Link.Each) link).steps().stream().findFirst().map(step -> step.task().output()));
  }

  // An empty list is one of anything.
  private static TypeRef<?> listOf(Optional<? extends TypeRef<?>> element) {
    return element.isPresent() ? element.get().list() : TypeRef.listOf(Object.class);
  }
}
