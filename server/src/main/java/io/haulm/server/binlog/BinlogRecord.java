package io.haulm.server.binlog;

import io.haulm.engine.JobCounts;
import io.haulm.engine.JobState;
import io.haulm.engine.Limits;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The fixed part of a binlog record, beanstalkd's {@code Jobrec}: what is known of a job but for
 * its tube and its body. Both versions have the same fields at the same places; times are
 * nanoseconds in version 7 and microseconds in version 5.
 *
 * @param deleted the record says that the job is gone; its other fields mean nothing then
 * @param bodyAndEndBytes length of the body with the CRLF behind it
 */
record BinlogRecord(
    long jobId,
    boolean deleted,
    JobState state,
    long priority,
    long createdMillis,
    long delayMillis,
    long ttrMillis,
    long deadlineMillis,
    JobCounts counts,
    int bodyAndEndBytes) {

  /** The longest body that beanstalkd can be told to accept, with its CRLF. */
  private static final int BODY_AND_END_BYTES_MAX = Limits.BODY_BYTES_MAX + 2;

  private static final int STATE_DELETED = 0;
  private static final int STATE_BURIED = 3;
  private static final int STATE_DELAYED = 4;

  /**
   * Reads a record at the buffer's position.
   *
   * @return empty when the fields make no sense
   */
  static Optional<BinlogRecord> read(ByteBuffer in, TimeUnit unit) {
    int start = in.position();
    int state = in.get(start + 76);
    BinlogRecord record =
        new BinlogRecord(
            in.getLong(start),
            state == STATE_DELETED,
            stateOf(state),
            Integer.toUnsignedLong(in.getInt(start + 8)),
            unit.toMillis(in.getLong(start + 40)),
            unit.toMillis(in.getLong(start + 16)),
            unit.toMillis(in.getLong(start + 24)),
            unit.toMillis(in.getLong(start + 48)),
            new JobCounts(
                in.getInt(start + 56),
                in.getInt(start + 60),
                in.getInt(start + 64),
                in.getInt(start + 68),
                in.getInt(start + 72)),
            in.getInt(start + 32));
    boolean makesSense = state >= STATE_DELETED && state <= STATE_DELAYED && record.isSound();
    return makesSense ? Optional.of(record) : Optional.empty();
  }

  /** True when this is the zeros behind the last record of a file. */
  boolean isEnd() {
    return jobId == 0;
  }

  private boolean isSound() {
    return isEnd()
        || deleted
        || (jobId > 0
            && jobId <= Limits.JOB_ID_MAX
            && createdMillis >= 0
            && deadlineMillis >= 0
            && delayMillis >= 0
            && delayMillis <= Limits.DURATION_MILLIS_MAX
            && ttrMillis >= 0
            && ttrMillis <= Limits.DURATION_MILLIS_MAX
            && bodyAndEndBytes >= 2
            && bodyAndEndBytes <= BODY_AND_END_BYTES_MAX);
  }

  private static JobState stateOf(int state) {
    return switch (state) {
      case STATE_BURIED -> JobState.BURIED;
      case STATE_DELAYED -> JobState.DELAYED;
      // What was reserved is ready after a restart. A deleted job has no state that matters.
      default -> JobState.READY;
    };
  }
}
