package io.haulm.journal;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.util.Queue;

/** The threads of a journal that runs, and their tasks. */
final class Backstage {
  private static final int MAINTENANCE_MILLIS = 500;

  final Maintenance maintenance;
  final JournalThreads.Worker maintainer;
  final JournalThreads.Worker writer;
  private final Cleaner cleaner;

  Backstage(
      Disk disk,
      SegmentFiles files,
      ReadFiles readFiles,
      JournalOptions options,
      JournalOwner owner,
      JournalThreads threads,
      Room room,
      Progress progress,
      Queue<WriterJob> jobs,
      Cleaner.Face face,
      Segment active) {
    this.cleaner = new Cleaner(files, readFiles, progress, owner, face);
    this.maintenance =
        new Maintenance(
            disk, files, room, progress, owner, cleaner, options.segmentBytes(), active);
    Writer task =
        new Writer(
            jobs,
            progress,
            options.syncPolicy(),
            files.folder(),
            owner,
            this::sealed,
            this::synced,
            threads::nanoTime);
    this.maintainer = threads.start("haulm-journal-maintenance", maintenance, MAINTENANCE_MILLIS);
    this.writer = threads.start("haulm-journal-writer", task, periodMillis(options.syncPolicy()));
    maintainer.wake();
  }

  private static long periodMillis(SyncPolicy policy) {
    return policy instanceof SyncPolicy.Interval interval
        ? interval.millis()
        : JournalThreads.NO_PERIOD;
  }

  private void sealed(Segment segment) {
    maintenance.addWithoutHint(segment);
    maintainer.wake();
  }

  private void synced() {
    if (cleaner.isWaitingForSync()) {
      maintainer.wake();
    }
  }

  /** Writes what is committed, then ends. Leaves nothing open and nothing blank behind. */
  void stop(SegmentFiles files, Segment active) throws IOException {
    maintenance.beginClose();
    writer.stop();
    maintainer.stop();
    cleaner.stopReading();
    maintenance.deleteSpare();
    DiskFile file = active.file;
    if (file != null) {
      file.close();
      active.file = null;
      if (active.isEmpty()) {
        files.delete(active.number);
      }
    }
  }
}
