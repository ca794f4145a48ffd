package io.haulm.server.history;

import java.nio.ByteBuffer;

/** What a row holds behind its head. */
enum RowKind {
  /** Covered time, the values, the waits. */
  FIGURES(Integer.BYTES + Metric.COUNT * Integer.BYTES + Buckets.COUNT * Short.BYTES) {
    @Override
    void write(ByteBuffer target, Figures figures) {
      target.putInt(clamp(figures.coveredMillis()));
      for (Metric metric : METRICS) {
        target.putInt(clamp(figures.get(metric)));
      }
      for (int i = 0; i < Buckets.COUNT; i++) {
        target.putShort(PackedCount.pack(figures.waits(i)));
      }
    }

    @Override
    void read(ByteBuffer source, Figures into) {
      into.setCoveredMillis(Integer.toUnsignedLong(source.getInt()));
      for (Metric metric : METRICS) {
        into.set(metric, Integer.toUnsignedLong(source.getInt()));
      }
      for (int i = 0; i < Buckets.COUNT; i++) {
        into.setWaits(i, PackedCount.unpack(source.getShort()));
      }
    }
  },
  /** How long jobs were reserved. */
  RUNS(Buckets.COUNT * Short.BYTES) {
    @Override
    void write(ByteBuffer target, Figures figures) {
      for (int i = 0; i < Buckets.COUNT; i++) {
        target.putShort(PackedCount.pack(figures.runs(i)));
      }
    }

    @Override
    void read(ByteBuffer source, Figures into) {
      for (int i = 0; i < Buckets.COUNT; i++) {
        into.setRuns(i, PackedCount.unpack(source.getShort()));
      }
    }
  };

  private static final long UINT_MAX = 0xFFFF_FFFFL;
  private static final Metric[] METRICS = Metric.values();

  /** Length of a row, its head included. */
  final int rowBytes;

  RowKind(int bytes) {
    this.rowBytes = RowCodec.HEAD_BYTES + bytes;
  }

  /** Writes what is behind the head, at the buffer's position. */
  abstract void write(ByteBuffer target, Figures figures);

  /** Reads what is behind the head, from the buffer's position on. */
  abstract void read(ByteBuffer source, Figures into);

  private static int clamp(long value) {
    return (int) Math.min(value, UINT_MAX);
  }
}
