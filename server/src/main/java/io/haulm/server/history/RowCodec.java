package io.haulm.server.history;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A period's figures as bytes. A row carries its period, its owner and a checksum, so whatever else
 * lies at its place (an older round, another series, damage, zeros) is seen to be no row of it.
 */
final class RowCodec {
  /** Checksum, owner, period, covered time, the values, the waits. */
  static final int BYTES =
      4 * Integer.BYTES + Metric.COUNT * Integer.BYTES + Buckets.COUNT * Short.BYTES;

  private static final long UINT_MAX = 0xFFFF_FFFFL;
  private static final Metric[] METRICS = Metric.values();

  /** Writes a row at the buffer's position. */
  static void write(ByteBuffer target, int owner, long step, Figures figures) {
    int start = target.position();
    target.putInt(0).putInt(owner).putInt((int) step);
    target.putInt(clamp(figures.coveredMillis()));
    for (Metric metric : METRICS) {
      target.putInt(clamp(figures.get(metric)));
    }
    for (int i = 0; i < Buckets.COUNT; i++) {
      target.putShort(PackedCount.pack(figures.waits(i)));
    }
    target.putInt(start, Checksum.of(target, start + Integer.BYTES, BYTES - Integer.BYTES));
  }

  /**
   * Reads the row at an offset.
   *
   * @return null when it is not the row of this owner and period, unharmed
   */
  static @Nullable Figures read(ByteBuffer source, int offset, int owner, long step) {
    if (source.getInt(offset + 4) != owner
        || source.getInt(offset + 8) != (int) step
        || source.getInt(offset)
            != Checksum.of(source, offset + Integer.BYTES, BYTES - Integer.BYTES)) {
      return null;
    }
    Figures into = new Figures();
    into.setCoveredMillis(Integer.toUnsignedLong(source.getInt(offset + 12)));
    int at = offset + 16;
    for (Metric metric : METRICS) {
      into.set(metric, Integer.toUnsignedLong(source.getInt(at)));
      at += Integer.BYTES;
    }
    for (int i = 0; i < Buckets.COUNT; i++) {
      into.setWaits(i, PackedCount.unpack(source.getShort(at)));
      at += Short.BYTES;
    }
    return into;
  }

  private static int clamp(long value) {
    return (int) Math.min(value, UINT_MAX);
  }

  private RowCodec() {}
}
