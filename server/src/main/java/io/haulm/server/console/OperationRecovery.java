package io.haulm.server.console;

import io.haulm.engine.Administration.Deletion;
import io.haulm.server.console.filter.FilterException;
import io.haulm.server.console.filter.JobFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    kept.forEach(
        (id, status) -> operations.add(kept(status, jobs(trash.getOrDefault(id, List.of())))));
    trash.forEach((id, deletions) -> {
      if (!kept.containsKey(id)) {
        operations.add(onlyInTrash(id, deletions));
      }
    });
    operations.sort(Comparator.comparingLong(Operation::id));
    return operations;
  }

  private static long jobs(List<Deletion> deletions) {
    return deletions.stream().mapToLong(Deletion::jobs).sum();
  }

  /** One that was kept, of whose jobs so many can be brought back. */
  private static Operation kept(OperationStatus status, long jobsInTrash) {
    long undoUntilMillis = status.startedMillis() + Operations.UNDO_MILLIS;
    Operation operation =
        new Operation(status.id(), request(status), status.startedMillis(), undoUntilMillis);
    // How far one had come when it was cut off is known by what it left in the trash.
    long done = Math.max(status.done(), jobsInTrash);
    operation.addFound(done, status.kind().isUndoable() ? done - jobsInTrash : 0);
    if (status.state() == OperationState.RUNNING) {
      operation.end(OperationState.FAILED, status.startedMillis(), WAS_CUT_OFF);
    } else {
      operation.end(status.state(), status.endedMillis(), status.message());
    }
    return operation;
  }

  private static Operation onlyInTrash(long id, List<Deletion> deletions) {
    long deadlineMillis = deletions.getFirst().name().deadlineMillis();
    long startedMillis = deadlineMillis - Operations.UNDO_MILLIS;
    Operation operation = new Operation(id, request(deletions), startedMillis, deadlineMillis);
    operation.addFound(jobs(deletions), 0);
    operation.end(OperationState.DONE, startedMillis, WAS_DONE);
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
}
