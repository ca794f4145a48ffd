package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Segments that are open to read bodies from; those not in use are closed, oldest use first. */
final class ReadFiles {
  private static final float LOAD = 0.75f;

  private final SegmentFiles files;
  private final int openMax;
  private final Map<Integer, Open> open = new LinkedHashMap<>(16, LOAD, true);

  private static final class Open {
    final DiskFile file;
    int users;

    Open(DiskFile file) {
      this.file = file;
    }
  }

  ReadFiles(SegmentFiles files, int openMax) {
    this.files = files;
    this.openMax = openMax;
  }

  /** The file of a segment; to be given back with {@link #release}. */
  synchronized DiskFile acquire(int number) throws IOException {
    Open known = open.get(number);
    if (known == null) {
      closeIdle(openMax - 1);
      known = new Open(files.openForReading(number));
      open.put(number, known);
    }
    known.users++;
    return known.file;
  }

  synchronized void release(int number) {
    Open known = open.get(number);
    if (known == null || known.users == 0) {
      throw new IllegalStateException("broken invariant: a file is released once per use");
    }
    known.users--;
  }

  /** Closes the file of a segment that goes. Nobody reads it any more. */
  synchronized void forget(int number) throws IOException {
    Open known = open.remove(number);
    if (known != null) {
      known.file.close();
    }
  }

  synchronized void closeAll() throws IOException {
    closeIdle(0);
  }

  private void closeIdle(int keep) throws IOException {
    Iterator<Open> oldestUseFirst = open.values().iterator();
    while (open.size() > keep && oldestUseFirst.hasNext()) {
      Open candidate = oldestUseFirst.next();
      if (candidate.users == 0) {
        oldestUseFirst.remove();
        candidate.file.close();
      }
    }
  }
}
