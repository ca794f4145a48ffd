package io.haulm.server.http.tubes;

import io.haulm.server.console.OperationStatus;
import org.jspecify.annotations.Nullable;

/** An operation as the API tells it. */
public record OperationShown(
    long id,
    String kind,
    String filter,
    String tube,
    String to,
    String state,
    boolean dryRun,
    long matched,
    long done,
    long skipped,
    long lost,
    long othersLost,
    long startedMillis,
    long endedMillis,
    String who,
    @Nullable Long undoUntilMillis,
    String message) {
  /** Puts an operation into the words of the API. */
  public static OperationShown of(OperationStatus status) {
    return new OperationShown(
        status.id(),
        status.kind().word(),
        status.filter(),
        status.tube(),
        status.to(),
        status.state().word(),
        status.isDryRun(),
        status.matched(),
        status.done(),
        status.skipped(),
        status.lost(),
        status.othersLost(),
        status.startedMillis(),
        status.endedMillis(),
        status.who(),
        status.undoUntilMillis() == 0 ? null : status.undoUntilMillis(),
        status.message());
  }
}
