package io.haulm.server.history;

import io.haulm.journal.disk.DiskFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/** A file in memory, which takes only the pages that were written. Not thread-safe. */
final class MemoryFile implements DiskFile {
  private static final int PAGE_BYTES = 4096;

  private final TreeMap<Long, byte[]> pages = new TreeMap<>();
  private long sizeBytes;

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public int read(ByteBuffer target, long offset) {
    int wanted = (int) Math.min(target.remaining(), Math.max(0, sizeBytes - offset));
    int done = 0;
    while (done < wanted) {
      int inPage = (int) ((offset + done) % PAGE_BYTES);
      int bytes = Math.min(wanted - done, PAGE_BYTES - inPage);
      byte[] page = pages.get((offset + done) / PAGE_BYTES);
      target.put(page == null ? new byte[PAGE_BYTES] : page, inPage, bytes);
      done += bytes;
    }
    return done;
  }

  @Override
  public void write(ByteBuffer source, long offset) {
    long at = offset;
    while (source.hasRemaining()) {
      int inPage = (int) (at % PAGE_BYTES);
      int bytes = Math.min(source.remaining(), PAGE_BYTES - inPage);
      source.get(pages.computeIfAbsent(at / PAGE_BYTES, _ -> new byte[PAGE_BYTES]), inPage, bytes);
      at += bytes;
    }
    sizeBytes = Math.max(sizeBytes, at);
  }

  @Override
  public void truncate(long bytes) {
    if (bytes >= sizeBytes) {
      return;
    }
    sizeBytes = bytes;
    pages.tailMap(Math.ceilDiv(bytes, PAGE_BYTES)).clear();
    byte[] last = pages.get(bytes / PAGE_BYTES);
    if (last != null) {
      Arrays.fill(last, (int) (bytes % PAGE_BYTES), PAGE_BYTES, (byte) 0);
    }
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
