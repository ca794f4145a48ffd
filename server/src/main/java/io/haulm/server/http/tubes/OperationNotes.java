package io.haulm.server.http.tubes;

import io.haulm.server.console.OperationState;
import io.haulm.server.console.OperationStatus;
import io.haulm.server.console.Operations;
import io.haulm.server.http.Request;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.kept.AuditEntry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes in the audit log what becomes of operations: one that ends at once has one entry; a longer
 * one has one without a number when it begins, and one with the number of jobs when it has ended.
 */
final class OperationNotes {
  private static final String ACTION = "operation.";

  private final Operations operations;
  private final Audit audit;

  /** The entries that the ends of operations wait for, by operation. */
  private final Map<Long, AuditEntry> open = new ConcurrentHashMap<>();

  OperationNotes(Operations operations, Audit audit) {
    this.operations = operations;
    this.audit = audit;
    operations.onChange(this::changed);
  }

  /** An operation was begun, and may have ended by now. */
  void begun(Request request, OperationStatus status) {
    AuditEntry entry = Audit.entry(request, ACTION + status.kind().word(), status.tube());
    if (hasEnded(status)) {
      audit.log().add(ended(entry, status));
      return;
    }
    audit.log().add(entry.begins(status.filter(), Long.toString(status.id())));
    open.put(
        status.id(), Audit.entry(request, ACTION + status.kind().word() + ".end", status.tube()));
    // It may have ended before its end was waited for.
    operations.find(status.id()).ifPresent(this::changed);
  }

  /** Somebody did something to an operation. */
  void note(Request request, String act, OperationStatus status) {
    audit.log().add(with(Audit.entry(request, ACTION + act, status.tube()), status));
  }

  private void changed(OperationStatus status) {
    AuditEntry entry = hasEnded(status) ? open.remove(status.id()) : null;
    if (entry != null) {
      audit.log().add(ended(entry, status));
    }
  }

  private static boolean hasEnded(OperationStatus status) {
    return status.state() != OperationState.RUNNING;
  }

  private static AuditEntry ended(AuditEntry entry, OperationStatus status) {
    AuditEntry counted = with(entry, status);
    return status.state() == OperationState.DONE
        ? counted
        : counted.withChange("", status.state().word());
  }

  private static AuditEntry with(AuditEntry entry, OperationStatus status) {
    return entry.with(status.filter(), status.done(), Long.toString(status.id()));
  }
}
