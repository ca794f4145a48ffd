package io.haulm.journal;

import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How a journal behaves. Nothing here changes the format on disk.
 *
 * @param syncPolicy when a commit counts as durable
 * @param segmentBytes length at which a new segment begins; {@link #SEGMENT_BYTES_MIN} to {@link
 *     #SEGMENT_BYTES_MAX}. A batch is never split, so a segment may become longer
 * @param reserveBytes room that is kept back for records with {@code mayUseReserve}
 * @param congestedBytes how much may be gathered and not yet written before {@link
 *     Journal#isCongested}
 * @param chunkBytes size of the buffers in which batches are gathered, {@link #CHUNK_BYTES_MIN} or
 *     more
 * @param openFilesMax how many segments are kept open to read bodies
 * @param random where the id of a new data folder comes from
 */
public record JournalOptions(
    SyncPolicy syncPolicy,
    int segmentBytes,
    long reserveBytes,
    long congestedBytes,
    int chunkBytes,
    int openFilesMax,
    Supplier<RandomGenerator> random) {
  /** Shortest segment, for tests. */
  public static final int SEGMENT_BYTES_MIN = 4 * 1024;

  /** Longest segment that is asked for. */
  public static final int SEGMENT_BYTES_MAX = 1 << 30;

  /** Smallest buffer: the longest head fits. */
  public static final int CHUNK_BYTES_MIN = 16 * 1024;

  private static final int DEFAULT_SEGMENT_BYTES = 32 << 20;
  private static final long DEFAULT_CONGESTED_BYTES = 32L << 20;
  private static final int DEFAULT_CHUNK_BYTES = 1 << 20;
  private static final int DEFAULT_OPEN_FILES = 64;

  /** Refuses what makes no sense. */
  public JournalOptions {
    inRange("segmentBytes", segmentBytes, SEGMENT_BYTES_MIN, SEGMENT_BYTES_MAX);
    inRange("reserveBytes", reserveBytes, 0, Long.MAX_VALUE);
    inRange("congestedBytes", congestedBytes, 1, Long.MAX_VALUE);
    inRange("chunkBytes", chunkBytes, CHUNK_BYTES_MIN, 1 << 30);
    inRange("openFilesMax", openFilesMax, 1, Integer.MAX_VALUE);
  }

  private static void inRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", outside of " + min + " to " + max);
    }
  }

  /** The usual: each commit synced, segments of 32 MiB, room for two of them kept back. */
  public static JournalOptions defaults() {
    return new JournalOptions(
        new SyncPolicy.EachCommit(),
        DEFAULT_SEGMENT_BYTES,
        2L * DEFAULT_SEGMENT_BYTES,
        DEFAULT_CONGESTED_BYTES,
        DEFAULT_CHUNK_BYTES,
        DEFAULT_OPEN_FILES,
        SecureRandom::new);
  }

  /** The same with another policy. */
  public JournalOptions withSyncPolicy(SyncPolicy policy) {
    return new JournalOptions(
        policy, segmentBytes, reserveBytes, congestedBytes, chunkBytes, openFilesMax, random);
  }

  /** The same with another length of segments, and room for two of them kept back. */
  public JournalOptions withSegmentBytes(int bytes) {
    return new JournalOptions(
        syncPolicy, bytes, 2L * bytes, congestedBytes, chunkBytes, openFilesMax, random);
  }

  /** The same with more or less room kept back. */
  public JournalOptions withReserveBytes(long bytes) {
    return new JournalOptions(
        syncPolicy, segmentBytes, bytes, congestedBytes, chunkBytes, openFilesMax, random);
  }

  /** The same with another bound on what is gathered. */
  public JournalOptions withCongestedBytes(long bytes) {
    return new JournalOptions(
        syncPolicy, segmentBytes, reserveBytes, bytes, chunkBytes, openFilesMax, random);
  }

  /** The same with smaller or larger buffers. */
  public JournalOptions withChunkBytes(int bytes) {
    return new JournalOptions(
        syncPolicy, segmentBytes, reserveBytes, congestedBytes, bytes, openFilesMax, random);
  }

  /** The same with another source of randomness. */
  public JournalOptions withRandom(Supplier<RandomGenerator> source) {
    return new JournalOptions(
        syncPolicy, segmentBytes, reserveBytes, congestedBytes, chunkBytes, openFilesMax, source);
  }
}
