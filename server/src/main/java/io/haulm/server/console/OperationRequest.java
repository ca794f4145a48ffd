package io.haulm.server.console;

import io.haulm.engine.JobState;
import io.haulm.server.console.filter.JobFilter;
import java.util.List;
import java.util.function.Predicate;

/**
 * What somebody wants done to many jobs.
 *
 * @param filter which jobs; of those in {@code ids}, if there are any
 * @param ids only these jobs; empty for all that the filter means
 * @param to the tube that they go to, if they are moved; else empty
 * @param limit to how many at most
 * @param isDryRun true when nothing is to be done, but only counted
 * @param who wants it, as people call them
 * @param owner wants it: two of the same name are told apart
 * @param mayBeSeen tubes whose jobs may be touched at all
 */
public record OperationRequest(
    OperationKind kind,
    JobFilter filter,
    List<Long> ids,
    String to,
    long limit,
    boolean isDryRun,
    String who,
    String owner,
    Predicate<String> mayBeSeen) {
  /** How many ids may be given. */
  public static final int IDS_MAX = 10_000;

  /** True when there is no limit. */
  boolean isUnlimited() {
    return limit == Long.MAX_VALUE;
  }

  /** Whether it can be done to a job in this state and tube. */
  boolean isPossible(JobState state, String tube) {
    return switch (kind) {
      case KICK -> state == JobState.DELAYED || state == JobState.BURIED;
      case BURY -> state == JobState.DELAYED || state == JobState.READY;
      case MOVE -> state != JobState.RESERVED && !tube.equals(to);
      case DELETE, PURGE -> state != JobState.RESERVED;
    };
  }
}
