package io.haulm.server.store;

/**
 * Figures of a store, as beanstalkd's {@code binlog-*} statistics want them.
 *
 * @param oldestSegment number of the oldest segment
 * @param activeSegment number of the segment that is being filled
 * @param relocatedRecords records moved by cleaning since the start
 * @param appendedRecords records appended since the start
 * @param segmentBytes size at which a segment ends
 */
public record StoreStats(
    long oldestSegment,
    long activeSegment,
    long relocatedRecords,
    long appendedRecords,
    long segmentBytes) {
  /** Of a store without a journal. */
  public static final StoreStats NONE = new StoreStats(0, 0, 0, 0, 0);
}
