package io.haulm.server.history;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A period's figures as bytes. A row carries its period, its owner and a checksum, so whatever else
 * lies at its place (an older round, another series, damage, zeros) is seen to be no row of it.
 */
final class RowCodec {
  /** Checksum, owner, period. */
  static final int HEAD_BYTES = 3 * Integer.BYTES;

  /** Writes a row at the buffer's position. */
  static void write(RowKind kind, ByteBuffer target, int owner, long step, Figures figures) {
    int start = target.position();
    target.putInt(0).putInt(owner).putInt((int) step);
    kind.write(target, figures);
    target.putInt(start, checksum(kind, target, start));
  }

  /**
   * Reads the row at an offset.
   *
   * @return null when it is not the row of this owner and period, unharmed
   */
  static @Nullable Figures read(RowKind kind, ByteBuffer source, int offset, int owner, long step) {
    if (source.getInt(offset + 4) != owner
        || source.getInt(offset + 8) != (int) step
        || source.getInt(offset) != checksum(kind, source, offset)) {
      return null;
    }
    Figures into = new Figures();
    kind.read(
        source.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(offset + HEAD_BYTES), into);
    return into;
  }

  private static int checksum(RowKind kind, ByteBuffer row, int start) {
    return Checksum.of(row, start + Integer.BYTES, kind.rowBytes - Integer.BYTES);
  }

  private RowCodec() {}
}
