package io.haulm.server.console;

/**
 * An operation as it is at a moment. Times are milliseconds since 1970.
 *
 * @param id names it, also after a restart as long as it can be undone
 * @param tube the one tube whose jobs it is about; empty when there are several
 * @param to the tube that jobs are moved to; else empty
 * @param matched jobs that were meant, as far as it has come
 * @param done jobs to which it was done; of a dry run, to which it would be
 * @param skipped jobs whose state did not allow it
 * @param lost of the jobs that it deleted, those that cannot be brought back, because the trash is
 *     too small; of a dry run, about as many as there would be
 * @param othersLost of a dry run: about so many jobs of earlier deletions that could not be brought
 *     back any more
 * @param endedMillis 0 while it goes on
 * @param undoUntilMillis until when it can be undone; 0 when it cannot
 * @param message what people should know; may be empty
 */
public record OperationStatus(
    long id,
    OperationKind kind,
    String filter,
    String tube,
    String to,
    OperationState state,
    boolean isDryRun,
    long matched,
    long done,
    long skipped,
    long lost,
    long othersLost,
    long startedMillis,
    long endedMillis,
    String who,
    String owner,
    long undoUntilMillis,
    String message) {}
