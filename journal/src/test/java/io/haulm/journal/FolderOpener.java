package io.haulm.journal;

import io.haulm.journal.disk.FolderDisk;
import java.io.IOException;
import java.nio.file.Path;

/** A process that opens the folder which it is given, and ends. */
final class FolderOpener {
  public static void main(String[] args) throws IOException {
    Journal.open(
            new FolderDisk(Path.of(args[0])),
            JournalOptions.defaults(),
            new RecordingOwner(),
            new PlatformThreads())
        .close();
  }

  private FolderOpener() {}
}
