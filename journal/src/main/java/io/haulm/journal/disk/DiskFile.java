package io.haulm.journal.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Reads may come from any thread, writes from one at a time. */
public interface DiskFile extends Closeable {
  /** Length of the file. */
  long sizeBytes() throws IOException;

  /**
   * Reads until {@code target} is full or the file ends.
   *
   * @return how many bytes were read
   */
  int read(ByteBuffer target, long offset) throws IOException;

  /** Writes all of {@code source}, beyond the end of the file too. */
  void write(ByteBuffer source, long offset) throws IOException;

  /** Cuts the file to {@code bytes}, if it is longer. */
  void truncate(long bytes) throws IOException;

  /**
   * Makes everything written so far safe, and the length of the file as far as reading needs it.
   */
  void sync() throws IOException;

  @Override
  void close() throws IOException;
}
