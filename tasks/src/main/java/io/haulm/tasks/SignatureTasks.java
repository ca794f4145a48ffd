package io.haulm.tasks;

import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plain tasks inside a composition whose results somebody may wait for. */
final class SignatureTasks {

  private SignatureTasks() {}

  /**
   * A task's place in a chord.
   *
   * @param groupId the group that is waited for
   * @param index the place in it
   * @param body what then runs
   */
  record Place(String groupId, int index, Signature body) {}

  /** The steps of a chain, the members of a group, the body of a chord; itself for a task. */
  static List<Signature> of(Signature signature) {
    return all(signature).filter(task -> task.taskId() != null).toList();
  }

  /** Where a signature stands in a chord, or null. */
  static @Nullable Place place(Signature task) {
    String groupId = Trees.text(task.options().get("group_id"));
    Object body = task.options().get("chord");
    if (groupId == null || body == null) {
      return null;
    }
    Number index = Trees.number(task.options().get("group_index"));
    return new Place(groupId, index == null ? 0 : index.intValue(), Signature.fromTree(body));
  }

  /** A copy in which the task that has the composition's result is changed. */
  static Signature changedLast(Signature signature, UnaryOperator<Signature> change) {
    return switch (signature.task()) {
      case Signature.CHAIN -> {
        List<Signature> steps = new ArrayList<>(signature.parts());
        steps.add(changedLast(steps.remove(steps.size() - 1), change));
        yield signature.withKwarg("tasks", Signature.trees(steps));
      }
      case Signature.CHORD ->
          signature.withKwarg("body", changedLast(signature.body(), change).toTree());
      default -> change.apply(signature);
    };
  }

  private static Stream<Signature> all(Signature signature) {
    return switch (signature.task()) {
      case Signature.CHAIN -> chained(signature);
      case Signature.GROUP -> signature.parts().stream().flatMap(SignatureTasks::all);
      case Signature.CHORD -> all(placed(signature.body(), signature));
      default -> Stream.of(signature);
    };
  }

  private static Stream<Signature> chained(Signature chain) {
    List<Signature> steps = chain.parts();
    int last = steps.size() - 1;
    return Stream.concat(
        steps.subList(0, last).stream().flatMap(SignatureTasks::all),
        all(placed(steps.get(last), chain)));
  }

  // The place of a composition is the place of the task that has its result.
  private static Signature placed(Signature task, Signature composition) {
    Signature placed = task;
    for (String option : List.of("group_id", "group_index", "chord")) {
      Object value = composition.options().get(option);
      placed = value == null ? placed : placed.withOption(option, value);
    }
    return placed;
  }
}
