package io.haulm.journal;

import java.lang.foreign.MemorySegment;

/** The body of a record, in one or more pieces. Valid only during the call that it is passed to. */
public interface RecordBody {
  /** Longest body: 1 GiB and what a protocol may add to it. */
  long BYTES_MAX = (1L << 30) + 1024;

  /** Length of all pieces together; 0 to {@link #BYTES_MAX}. */
  long bytes();

  /** How many pieces there are. */
  int pieces();

  /** One piece, from 0. */
  MemorySegment piece(int index);

  /** A body of one piece. */
  static RecordBody of(MemorySegment bytes) {
    return new RecordBody() {
      @Override
      public long bytes() {
        return bytes.byteSize();
      }

      @Override
      public int pieces() {
        return 1;
      }

      @Override
      public MemorySegment piece(int index) {
        return bytes;
      }
    };
  }
}
