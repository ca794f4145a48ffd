package io.haulm.server.history;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one series at one resolution: a period's row lies where its number says. */
final class Ring {
  private final RowKind kind;
  private final Tier tier;
  private final DiskFile file;
  private final long offset;
  private final int owner;

  /** Rows that lie in a file from an offset on. */
  Ring(RowKind kind, Tier tier, DiskFile file, long offset, int owner) {
    this.kind = kind;
    this.tier = tier;
    this.file = file;
    this.offset = offset;
    this.owner = owner;
  }

  static long bytes(RowKind kind, Tier tier) {
    return (long) tier.rows() * kind.rowBytes;
  }

  void write(long step, Figures figures) throws IOException {
    ByteBuffer row = buffer(1);
    RowCodec.write(kind, row, owner, step, figures);
    file.write(row.flip(), offset + slot(step) * kind.rowBytes);
  }

  @Nullable Figures read(long step) throws IOException {
    return read(step, 1).getFirst();
  }

  /**
   * Reads {@code count} periods from {@code firstStep} on; null where there is no row. More periods
   * than the ring has rows may be asked for: a row is only one period's.
   */
  List<@Nullable Figures> read(long firstStep, int count) throws IOException {
    int inRing = Math.min(count, tier.rows());
    int beforeWrap = (int) Math.min(inRing, tier.rows() - slot(firstStep));
    ByteBuffer rows = buffer(inRing);
    readSlots(rows, 0, slot(firstStep), beforeWrap);
    readSlots(rows, beforeWrap, 0, inRing - beforeWrap);
    List<@Nullable Figures> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = i % tier.rows() * kind.rowBytes;
      result.add(RowCodec.read(kind, rows, at, owner, firstStep + i));
    }
    return result;
  }

  /** What lies beyond the end of the file stays zero in the buffer, and so is no row. */
  private void readSlots(ByteBuffer rows, int index, long slot, int count) throws IOException {
    int bytes = count * kind.rowBytes;
    int _ = file.read(rows.slice(index * kind.rowBytes, bytes), offset + slot * kind.rowBytes);
  }

  private long slot(long step) {
    return Math.floorMod(step, tier.rows());
  }

  private ByteBuffer buffer(int rows) {
    return ByteBuffer.allocate(rows * kind.rowBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
