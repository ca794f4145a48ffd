package io.haulm.engine;

/**
 * The figures of a tube at a moment. What is counted is counted since the tube exists, at the most
 * since the start. Times are milliseconds since 1970 (UTC).
 *
 * @param number by which it is the same tube from one look to the next; used again when it is gone
 * @param urgent ready jobs with a priority below {@link Limits#URGENT_BELOW}
 * @param oldestReadyMillis since when its oldest ready job has been ready; 0 when none is
 * @param bodyBytes the sum of the lengths of its jobs' bodies
 * @param totalJobs jobs that were put
 * @param deletes jobs that clients deleted
 * @param timeouts times to run that ended
 * @param workers sessions that watch it and have asked for a job since they are connected
 * @param pauseMillis for how long it is paused; 0 when it is not
 * @param pausedUntilMillis when the pause ends; 0 when it is not paused
 * @param waitCounts how long jobs were ready until they were reserved: bucket 0 counts those of
 *     less than a millisecond, bucket n those from 2^(n-1) to just below 2^n milliseconds
 * @param runCounts how long jobs were reserved, in the same buckets
 */
public record TubeFigures(
    String name,
    int number,
    long ready,
    long urgent,
    long reserved,
    long delayed,
    long buried,
    long oldestReadyMillis,
    long bodyBytes,
    long totalJobs,
    long deletes,
    long timeouts,
    long using,
    long watching,
    long workers,
    long waiting,
    long pauses,
    long pauseMillis,
    long pausedUntilMillis,
    long[] waitCounts,
    long[] runCounts) {
  static TubeFigures of(Tube tube) {
    return new TubeFigures(
        tube.name,
        tube.number,
        tube.ready.size(),
        tube.urgentJobs,
        tube.reservedJobs,
        tube.delayed.size(),
        tube.buried.size(),
        tube.readyInOrder.oldestSinceMillis(),
        tube.bodyBytes,
        tube.totalJobs,
        tube.deletes,
        tube.timeouts,
        tube.usingSessions,
        tube.watchingSessions,
        tube.workingSessions,
        tube.waiters.size(),
        tube.pauses,
        tube.pauseMillis,
        tube.pausedUntilMillis,
        tube.waits.copy(),
        tube.runs.copy());
  }
}
