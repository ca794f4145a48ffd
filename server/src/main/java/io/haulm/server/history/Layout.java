package io.haulm.server.history;

/**
 * Where things lie: in the file of figures the header, the marks, then a region for each series; in
 * the file of runs the header, then a region for each series.
 */
final class Layout {
  /** The header lies here twice, a block apart. */
  static final int HEADER_BYTES = 64;

  static final int HEADER_COPY_OFFSET = 2048;

  static final int MARKS_OFFSET = 4096;
  static final int MARKS_MAX = 256;
  static final int MARK_BYTES = 512;

  /** Begins with the label, twice, and then has the rows, the finest first. */
  static final int REGIONS_OFFSET = MARKS_OFFSET + MARKS_MAX * MARK_BYTES;

  static final int LABEL_BYTES = 256;

  /** The tiers that are kept on disk. */
  static final Tier[] TIERS = {Tier.TEN_SECONDS, Tier.MINUTE, Tier.TEN_MINUTES};

  static final long REGION_BYTES = 2L * LABEL_BYTES + rowsBytes(RowKind.FIGURES);

  /** The regions of the file of runs begin here; they have rows only. */
  static final int RUNS_REGIONS_OFFSET = 4096;

  static long region(int index) {
    return REGIONS_OFFSET + index * REGION_BYTES;
  }

  /** Where the rows of one of {@link #TIERS} begin, in the file of their kind. */
  static long rows(RowKind kind, int index, Tier tier) {
    long begin =
        switch (kind) {
          case FIGURES -> region(index) + 2L * LABEL_BYTES;
          case RUNS -> RUNS_REGIONS_OFFSET + index * rowsBytes(kind);
        };
    long offset = begin;
    for (Tier finer : TIERS) {
      if (finer == tier) {
        break;
      }
      offset += Ring.bytes(kind, finer);
    }
    return offset;
  }

  private static long rowsBytes(RowKind kind) {
    return Ring.bytes(kind, Tier.TEN_SECONDS)
        + Ring.bytes(kind, Tier.MINUTE)
        + Ring.bytes(kind, Tier.TEN_MINUTES);
  }

  private Layout() {}
}
