package io.haulm.server.store;

import io.haulm.journal.JournalStats;

/**
 * Figures of a store.
 *
 * @param oldestSegment number of the oldest segment
 * @param activeSegment number of the segment that is being filled
 * @param relocatedRecords records moved by cleaning since the start
 * @param appendedRecords records appended since the start
 * @param segmentBytes size at which a segment ends
 * @param totalBytes what the segments hold
 * @param syncs times the disk was asked to sync since the start
 * @param syncCounts how long these syncs took, see {@link JournalStats#syncCounts}
 */
@SuppressWarnings("ArrayRecordComponent") // A copy, and never compared.
public record StoreStats(
    long oldestSegment,
    long activeSegment,
    long relocatedRecords,
    long appendedRecords,
    long segmentBytes,
    long totalBytes,
    long syncs,
    long[] syncCounts) {
  /** Of a store without a journal. */
  public static final StoreStats NONE =
      new StoreStats(0, 0, 0, 0, 0, 0, 0, new long[JournalStats.SYNC_BUCKETS]);
}
