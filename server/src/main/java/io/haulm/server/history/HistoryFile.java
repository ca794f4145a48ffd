package io.haulm.server.history;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The files. Each is opened, or made, by itself: what one has lost, the other still tells. */
enum HistoryFile {
  /** Labels, marks, and what series did but for the runs. */
  FIGURES("history", 0x5349_484D_4C55_4148L, RowKind.FIGURES), // "HAULMHIS"
  /** How long jobs were reserved; came later, so there may be none for older periods. */
  RUNS("history-runs", 0x4E55_524D_4C55_4148L, RowKind.RUNS); // "HAULMRUN"

  private static final int VERSION = 1;

  /** The file's name. */
  final String fileName;

  /** What a file is called from then on whose header says nothing that this release can read. */
  final String unreadableName;

  private final String newName;
  private final long magic;
  private final RowKind rows;

  HistoryFile(String name, long magic, RowKind rows) {
    this.fileName = name + ".dat";
    this.unreadableName = name + "-unreadable.dat";
    this.newName = name + ".tmp";
    this.magic = magic;
    this.rows = rows;
  }

  DiskFile open(Disk disk) throws IOException {
    if (!disk.list().contains(fileName)) {
      return create(disk);
    }
    DiskFile file = disk.open(fileName);
    if (hasHeader(file, 0) || hasHeader(file, Layout.HEADER_COPY_OFFSET)) {
      return file;
    }
    file.close();
    disk.rename(fileName, unreadableName);
    return create(disk);
  }

  /** It gets its name when its header is safe, so no crash leaves one without. */
  private DiskFile create(Disk disk) throws IOException {
    try (DiskFile file = disk.create(newName)) {
      ByteBuffer header = Block.begin(Layout.HEADER_BYTES);
      header.putInt(VERSION).putLong(magic).putInt(rows.rowBytes).putInt(Layout.LABEL_BYTES);
      for (Tier tier : Layout.TIERS) {
        header.putInt(tier.stepMillis()).putInt(tier.rows());
      }
      Block.write(file, 0, header);
      Block.write(file, Layout.HEADER_COPY_OFFSET, header);
      file.sync();
    }
    disk.rename(newName, fileName);
    disk.syncFolder();
    return disk.open(fileName);
  }

  private boolean hasHeader(DiskFile file, long offset) throws IOException {
    ByteBuffer header = Block.read(file, offset, Layout.HEADER_BYTES);
    return header != null && header.getInt() == VERSION && header.getLong() == magic;
  }
}
