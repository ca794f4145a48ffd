package io.haulm.server.monitor;

/**
 * What the process needs and what it does.
 *
 * @param connections clients that are connected
 * @param workers connections that have reserved a job
 * @param producers connections that have put a job
 * @param waiting connections that wait for a job
 * @param journalBytes what the journal's segments hold
 * @param diskUsableBytes what can still be written to the disk of the data folder; -1 without one
 * @param syncs times the disk was asked to sync
 * @param syncCounts how long they took since the start, in buckets of powers of two microseconds
 * @param syncMillisP99 how long 99 of 100 took of late; 0 when there were none
 * @param bodyBytes native memory that bodies of jobs take
 * @param keyspaceBytes heap that keys and values take, by and large
 * @param heapBytes heap that is in use
 * @param heapBytesMax how large the heap may grow
 * @param residentBytes what of the process lies in memory
 * @param gcMillis time spent on collecting garbage since the start
 * @param gcCount how often garbage was collected since the start
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ProcessFigures(
    long connections,
    long workers,
    long producers,
    long waiting,
    long journalBytes,
    long diskUsableBytes,
    long syncs,
    long[] syncCounts,
    double syncMillisP99,
    long bodyBytes,
    long keyspaceBytes,
    long heapBytes,
    long heapBytesMax,
    long residentBytes,
    long gcMillis,
    long gcCount) {}
