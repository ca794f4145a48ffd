package io.haulm.testkit.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/** A file as programs see it, and as it would be found if the power went now. */
final class SimulatedFile {
  /** What a disk writes as a whole. */
  static final int SECTOR_BYTES = 512;

  private byte[] seen = new byte[SECTOR_BYTES];
  private byte[] safe = new byte[SECTOR_BYTES];
  private int seenSize;
  private int safeSize;
  private final BitSet unsafeSectors = new BitSet();

  // A sync failed for them: the system takes them for written, and no later sync will write them.
  private final BitSet lostSectors = new BitSet();

  int size() {
    return seenSize;
  }

  int read(ByteBuffer target, long offset) {
    int bytes = (int) Math.max(0, Math.min(target.remaining(), seenSize - offset));
    if (bytes > 0) {
      target.put(seen, (int) offset, bytes);
    }
    return bytes;
  }

  void write(ByteBuffer source, long offset) {
    int from = (int) offset;
    int bytes = source.remaining();
    makeRoom(from + bytes);
    source.get(seen, from, bytes);
    seenSize = Math.max(seenSize, from + bytes);
    touch(from, from + bytes);
  }

  void truncate(long bytes) {
    int to = (int) bytes;
    if (to < seenSize) {
      Arrays.fill(seen, to, seenSize, (byte) 0);
      touch(to, seenSize);
      seenSize = to;
    }
  }

  private void touch(int from, int to) {
    if (from < to) {
      unsafeSectors.set(from / SECTOR_BYTES, (to - 1) / SECTOR_BYTES + 1);
      lostSectors.clear(from / SECTOR_BYTES, (to - 1) / SECTOR_BYTES + 1);
    }
  }

  private void makeRoom(int bytes) {
    if (bytes > seen.length) {
      int length = Math.max(Math.ceilDiv(bytes, SECTOR_BYTES) * SECTOR_BYTES, seen.length * 2);
      seen = Arrays.copyOf(seen, length);
      safe = Arrays.copyOf(safe, length);
    }
  }

  void sync() {
    for (int i = unsafeSectors.nextSetBit(0); i >= 0; i = unsafeSectors.nextSetBit(i + 1)) {
      System.arraycopy(seen, i * SECTOR_BYTES, safe, i * SECTOR_BYTES, SECTOR_BYTES);
    }
    unsafeSectors.clear();
    safeSize = seenSize;
  }

  /** A sync that fails, as Linux does it. */
  void failSync() {
    lostSectors.or(unsafeSectors);
    unsafeSectors.clear();
  }

  /** Each sector that was not synced is found as it is or as it was; so is the length. */
  void losePower(SplittableRandom random, double keep) {
    for (int i = unsafeSectors.nextSetBit(0); i >= 0; i = unsafeSectors.nextSetBit(i + 1)) {
      if (random.nextDouble() >= keep) {
        forget(i);
      }
    }
    lostSectors.stream().forEach(this::forget);
    lostSectors.clear();
    if (seenSize != safeSize && random.nextDouble() >= keep) {
      seenSize =
          random.nextBoolean()
              ? safeSize
              : random.nextInt(Math.min(safeSize, seenSize), Math.max(safeSize, seenSize) + 1);
    }
    Arrays.fill(seen, seenSize, seen.length, (byte) 0);
    safe = seen.clone();
    safeSize = seenSize;
    unsafeSectors.clear();
  }

  private void forget(int sector) {
    System.arraycopy(safe, sector * SECTOR_BYTES, seen, sector * SECTOR_BYTES, SECTOR_BYTES);
  }

  byte[] contents() {
    return Arrays.copyOf(seen, seenSize);
  }

  void setContents(byte[] bytes) {
    truncate(0);
    write(ByteBuffer.wrap(bytes), 0);
    sync();
  }
}
