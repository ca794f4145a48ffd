package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/**
 * A job as it was at a moment. Times are milliseconds since 1970 (UTC).
 *
 * @param rank by what, and then by id, jobs of one tube and state are ordered
 * @param sinceMillis when it came into its present state; a ready one, into its tube. After a
 *     restart, when it was put
 * @param delayMillis its last delay
 * @param body where its body is; a resident one may be gone after the shard's turn
 * @param holder owner of the session that has reserved it; null when none has
 */
public record JobRow(
    long id,
    String tube,
    JobState state,
    long rank,
    long priority,
    long createdMillis,
    long sinceMillis,
    long delayMillis,
    long ttrMillis,
    JobCounts counts,
    JobBody body,
    @Nullable Object holder) {
  /** When its delay or its time to run ends; 0 when it is ready or buried. */
  public long untilMillis() {
    return switch (state) {
      case DELAYED, RESERVED -> rank;
      case READY, BURIED -> 0;
    };
  }
}
