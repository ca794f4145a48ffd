package io.haulm.server.history;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;

/**
 * The open files.
 *
 * @param figures see {@link HistoryFile#FIGURES}
 * @param runs see {@link HistoryFile#RUNS}
 */
record Storage(DiskFile figures, DiskFile runs) implements AutoCloseable {
  static Storage open(Disk disk) throws IOException {
    DiskFile figures = HistoryFile.FIGURES.open(disk);
    try {
      return new Storage(figures, HistoryFile.RUNS.open(disk));
    } catch (IOException e) {
      figures.close();
      throw e;
    }
  }

  void sync() throws IOException {
    figures.sync();
    runs.sync();
  }

  @Override
  public void close() throws IOException {
    try (figures) {
      runs.close();
    }
  }
}
