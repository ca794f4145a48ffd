package io.haulm.server.console;

import io.haulm.engine.Administration.Deletion;
import io.haulm.server.console.filter.FilterException;
import io.haulm.server.console.filter.JobFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts the operations from before a restart together again: the trash knows which jobs can be
 * brought back, and what was kept knows who wanted what.
 */
final class OperationRecovery {
  private static final String WAS_DONE = "it was done before the last restart";
  private static final String WAS_CUT_OFF =
      "the server ended in the middle of it; what was done is done, the rest is as it was";

  private final Map<Long, List<Deletion>> trash = new LinkedHashMap<>();
  private final Map<Long, OperationStatus> kept = new LinkedHashMap<>();

  OperationRecovery(List<Deletion> deletions, List<OperationStatus> kept) {
    deletions.forEach(deletion ->
        trash.computeIfAbsent(deletion.name().operation(), _ -> new ArrayList<>()).add(deletion));
    kept.forEach(status -> this.kept.put(status.id(), status));
  }

  /** All that are known, the oldest first. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    trash.forEach((id, deletions) -> operations.add(deleted(id, deletions, kept.get(id))));
    kept.forEach((id, status) -> {
      if (!trash.containsKey(id)) {
        operations.add(withoutTrash(status));
      }
    });
    operations.sort(Comparator.comparingLong(Operation::id));
    return operations;
  }

  private static Operation deleted(
      long id, List<Deletion> deletions, @Nullable OperationStatus known) {
    long deadlineMillis = deletions.getFirst().name().deadlineMillis();
    long startedMillis = deadlineMillis - Operations.UNDO_MILLIS;
    long jobs = sum(deletions, Deletion::jobs);
    Operation operation =
        new Operation(
            id,
            known == null ? request(deletions) : request(known),
            known == null ? startedMillis : known.startedMillis(),
            deadlineMillis);
    if (known == null) {
      operation.addFound(jobs, 0);
      operation.end(OperationState.DONE, startedMillis, WAS_DONE);
    } else if (known.state() == OperationState.RUNNING) {
      operation.addFound(jobs, 0);
      operation.end(OperationState.FAILED, known.startedMillis(), WAS_CUT_OFF);
    } else {
      operation.addFound(Math.max(jobs, known.done()), Math.max(0, known.done() - jobs));
      operation.end(known.state(), known.endedMillis(), known.message());
    }
    return operation;
  }

  /** It cannot be undone any more, or never could be. */
  private static Operation withoutTrash(OperationStatus known) {
    Operation operation =
        new Operation(
            known.id(),
            request(known),
            known.startedMillis(),
            known.startedMillis() + Operations.UNDO_MILLIS);
    operation.addFound(known.done(), known.kind().isUndoable() ? known.done() : 0);
    if (known.state() == OperationState.RUNNING) {
      operation.end(OperationState.FAILED, known.startedMillis(), WAS_CUT_OFF);
    } else {
      operation.end(known.state(), known.endedMillis(), known.message());
    }
    return operation;
  }

  private static OperationRequest request(List<Deletion> deletions) {
    String filter = deletions.size() == 1 ? "tube:" + deletions.getFirst().name().tube() : "";
    return request(OperationKind.DELETE, filter, "", "", "");
  }

  private static OperationRequest request(OperationStatus known) {
    return request(known.kind(), known.filter(), known.to(), known.who(), known.owner());
  }

  private static OperationRequest request(
      OperationKind kind, String filter, String to, String who, String owner) {
    return new OperationRequest(
        kind, parsed(filter), List.of(), to, Long.MAX_VALUE, false, who, owner, _ -> true);
  }

  // Another release may have had another language; then it is shown as one on all tubes.
  private static JobFilter parsed(String filter) {
    try {
      return JobFilter.parse(filter);
    } catch (FilterException e) {
      return JobFilter.ALL;
    }
  }

  private static long sum(List<Deletion> deletions, ToLongFunction<Deletion> count) {
    return deletions.stream().mapToLong(count).sum();
  }
}
