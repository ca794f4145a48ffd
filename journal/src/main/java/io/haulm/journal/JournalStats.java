package io.haulm.journal;

/**
 * Figures of a running journal.
 *
 * @param oldestSegment number of the oldest segment
 * @param activeSegment number of the segment that is being filled
 * @param totalBytes what the segments hold, without what is only allocated
 * @param liveBytes what of it is records with a body that were not forgotten
 * @param appendedRecords records appended since the start, relocated ones too
 * @param relocatedRecords records that cleaning handed to the owner since the start
 * @param syncs times the disk was asked to sync batches since the start
 * @param syncCounts how long these syncs took: bucket 0 counts those of less than a microsecond,
 *     bucket n those from 2^(n-1) to just below 2^n microseconds, the last one all longer ones too
 */
@SuppressWarnings("ArrayRecordComponent") // A copy, and never compared.
public record JournalStats(
    int oldestSegment,
    int activeSegment,
    long totalBytes,
    long liveBytes,
    long appendedRecords,
    long relocatedRecords,
    long syncs,
    long[] syncCounts) {
  /** How many buckets the durations of syncs fall into. */
  public static final int SYNC_BUCKETS = 32;
}
