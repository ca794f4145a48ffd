package io.haulm.server.history;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Opens the file, or makes it. */
final class HistoryFile {
  /** The file's name. */
  static final String NAME = "history.dat";

  /** What a file is called from then on whose header says nothing that this release can read. */
  static final String UNREADABLE_NAME = "history-unreadable.dat";

  private static final String NEW_NAME = "history.tmp";
  private static final long MAGIC = 0x5349_484D_4C55_4148L; // "HAULMHIS"
  private static final int VERSION = 1;

  static DiskFile open(Disk disk) throws IOException {
    if (!disk.list().contains(NAME)) {
      return create(disk);
    }
    DiskFile file = disk.open(NAME);
    if (hasHeader(file, 0) || hasHeader(file, Layout.HEADER_COPY_OFFSET)) {
      return file;
    }
    file.close();
    disk.rename(NAME, UNREADABLE_NAME);
    return create(disk);
  }

  /** It gets its name when its header is safe, so no crash leaves one without. */
  private static DiskFile create(Disk disk) throws IOException {
    try (DiskFile file = disk.create(NEW_NAME)) {
      ByteBuffer header = Block.begin(Layout.HEADER_BYTES);
      header.putInt(VERSION).putLong(MAGIC).putInt(RowCodec.BYTES).putInt(Layout.LABEL_BYTES);
      for (Tier tier : Layout.TIERS) {
        header.putInt(tier.stepMillis()).putInt(tier.rows());
      }
      Block.write(file, 0, header);
      Block.write(file, Layout.HEADER_COPY_OFFSET, header);
      file.sync();
    }
    disk.rename(NEW_NAME, NAME);
    disk.syncFolder();
    return disk.open(NAME);
  }

  private static boolean hasHeader(DiskFile file, long offset) throws IOException {
    ByteBuffer header = Block.read(file, offset, Layout.HEADER_BYTES);
    return header != null && header.getInt() == VERSION && header.getLong() == MAGIC;
  }

  private HistoryFile() {}
}
