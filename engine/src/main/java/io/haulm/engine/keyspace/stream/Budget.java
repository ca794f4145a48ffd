package io.haulm.engine.keyspace.stream;

/** How much one command may still answer, over all its streams. The first entry is always free. */
final class Budget {
  private long entries;
  private long bytes;
  private boolean isBegun;

  Budget(ReadWords words) {
    entries = words.totalMax;
    bytes = words.bytesMax;
  }

  /** True when there is room for one more entry. */
  boolean allows(EntryCursor entry) {
    return entries > 0 && (!isBegun || entry.contentBytes() <= bytes);
  }

  /** An entry is answered. */
  void take(EntryCursor entry) {
    isBegun = true;
    entries--;
    bytes -= entry.contentBytes();
  }
}
