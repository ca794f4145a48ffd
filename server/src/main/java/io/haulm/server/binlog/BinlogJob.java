package io.haulm.server.binlog;

import io.haulm.engine.JobCounts;
import io.haulm.engine.JobState;
import java.nio.file.Path;

/**
 * A job that a binlog holds.
 *
 * @param state READY, DELAYED or BURIED; what was reserved is ready
 * @param deadlineMillis when a delayed job becomes ready; milliseconds since 1970
 * @param buriedOrder its place among the buried, in the order in which they were buried last
 * @param file the file that holds the body
 * @param bodyOffset where in that file
 * @param bodyBytes length of the body, without the CRLF that beanstalkd keeps with it
 */
public record BinlogJob(
    long jobId,
    String tube,
    JobState state,
    long priority,
    long createdMillis,
    long delayMillis,
    long ttrMillis,
    long deadlineMillis,
    long buriedOrder,
    JobCounts counts,
    Path file,
    long bodyOffset,
    int bodyBytes) {

  /** The same job after a short record: all that can change, and nothing else. */
  BinlogJob changedBy(BinlogRecord record, long newBuriedOrder) {
    return new BinlogJob(
        jobId,
        tube,
        record.state(),
        record.priority(),
        createdMillis,
        record.delayMillis(),
        record.ttrMillis(),
        record.deadlineMillis(),
        newBuriedOrder,
        record.counts(),
        file,
        bodyOffset,
        bodyBytes);
  }
}
