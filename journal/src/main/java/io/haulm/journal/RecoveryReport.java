package io.haulm.journal;

/**
 * What {@link Journal#recover} found.
 *
 * @param segments segments that hold records
 * @param hints how many of them were read by their hints only
 * @param records records handed to the owner
 * @param bytes length of the segments together
 * @param tornFile the segment whose tail was cut off, or empty
 * @param tornOffset where it was cut
 * @param tornBytes how many bytes were cut off. They were being written when the process or the
 *     machine stopped, and were never confirmed under {@link SyncPolicy.EachCommit}
 */
public record RecoveryReport(
    int segments,
    int hints,
    long records,
    long bytes,
    String tornFile,
    long tornOffset,
    long tornBytes) {
  /** True when a tail was cut off. */
  public boolean hasTornTail() {
    return tornBytes > 0;
  }
}
