package io.haulm.journal;

import io.haulm.journal.JournalProblem.Kind;
import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at the data folder of a server that does not run, and mends it. */
public final class JournalInspector {
  private final Disk disk;
  private final Set<String> names;
  private final List<Integer> numbers = new ArrayList<>();
  private final List<JournalProblem> problems = new ArrayList<>();
  private final SegmentFiles files;
  private long records;
  private long bytes;

  private JournalInspector(Disk disk) throws IOException {
    this.disk = disk;
    this.names = Set.copyOf(disk.list());
    for (String name : names) {
      int number = FileNames.segmentNumber(name);
      if (number >= 0) {
        numbers.add(number);
      }
    }
    numbers.sort(null);
    this.files = new SegmentFiles(disk, someFolderId(disk, numbers, names));
  }

  /**
   * The id of the folder: that of the youngest file whose header is whole; if there is none, what
   * the oldest segment says in spite of its damage.
   */
  private static FolderId someFolderId(Disk disk, List<Integer> numbers, Set<String> names)
      throws IOException {
    for (int number : numbers.reversed()) {
      for (String name : List.of(FileNames.segment(number), FileNames.hint(number))) {
        FolderId folder = names.contains(name) ? SegmentHeader.folderOf(disk, name) : null;
        if (folder != null) {
          return folder;
        }
      }
    }
    return numbers.isEmpty()
        ? new FolderId(0, 0)
        : SegmentHeader.uncheckedFolderOf(disk, FileNames.segment(numbers.getFirst()));
  }

  /**
   * Reads every byte and checks it. Changes nothing.
   *
   * @throws io.haulm.journal.disk.FolderLockedException when a server runs on the folder
   */
  public static JournalInspection verify(Disk disk) throws IOException {
    try (Closeable _ = disk.lock(FileNames.LOCK)) {
      JournalInspector inspector = new JournalInspector(disk);
      return inspector.inspect(_ -> {});
    }
  }

  /**
   * Shows every record that can be read, in order; of a damaged folder too. Changes nothing.
   *
   * @throws io.haulm.journal.disk.FolderLockedException when a server runs on the folder
   */
  public static JournalInspection dump(Disk disk, Consumer<DumpedRecord> sink) throws IOException {
    try (Closeable _ = disk.lock(FileNames.LOCK)) {
      JournalInspector inspector = new JournalInspector(disk);
      return inspector.inspect(sink);
    }
  }

  /**
   * Makes a damaged folder usable again: damaged bytes are copied into files named {@code
   * damaged-...} and then closed off, so that everything else can be read.
   *
   * @return the state before; its problems of the kind {@link Kind#DAMAGE} are those repaired
   * @throws io.haulm.journal.disk.FolderLockedException when a server runs on the folder
   */
  public static JournalInspection repair(Disk disk) throws IOException {
    try (Closeable _ = disk.lock(FileNames.LOCK)) {
      JournalInspector inspector = new JournalInspector(disk);
      JournalInspection before = inspector.inspect(_ -> {});
      new JournalRepair(disk, inspector.files).mend(before.problems());
      return before;
    }
  }

  private JournalInspection inspect(Consumer<DumpedRecord> sink) throws IOException {
    int lastUsed = lastUsed();
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      if (i > 0) {
        reportMissing(numbers.get(i - 1) + 1, number);
      }
      inspectSegment(number, number >= lastUsed, sink);
      inspectHint(number);
    }
    return new JournalInspection(numbers.size(), records, bytes, List.copyOf(problems));
  }

  private void reportMissing(int from, int to) {
    for (int number = from; number < to; number++) {
      problems.add(
          new JournalProblem(
              Kind.DAMAGE, FileNames.segment(number), 0, 0, JournalRepair.FILE_IS_MISSING));
    }
  }

  /** Number of the last segment with anything in it. */
  private int lastUsed() throws IOException {
    for (int i = numbers.size() - 1; i > 0; i--) {
      try (DiskFile file = disk.openForReading(FileNames.segment(numbers.get(i)));
          FrameReader reader = new FrameReader(file, numbers.get(i), files.folder())) {
        if (reader.lastNonZero(SegmentHeader.BYTES) >= 0) {
          return numbers.get(i);
        }
      }
    }
    return 0;
  }

  private void inspectSegment(int number, boolean isLast, Consumer<DumpedRecord> sink)
      throws IOException {
    String name = FileNames.segment(number);
    try (DiskFile file = disk.openForReading(name);
        FrameReader reader = new FrameReader(file, number, files.folder())) {
      bytes += file.sizeBytes();
      if (!isHeaderKnown(number, file.sizeBytes())) {
        return;
      }
      SegmentWalk.run(reader, isLast, new Inspector(number, file, sink));
    }
  }

  /** False when the segment is of a format that this release does not know. */
  private boolean isHeaderKnown(int number, long fileBytes) throws IOException {
    try (DiskFile file = files.openForReading(number)) {
      Claim.holds(file.sizeBytes() == fileBytes, "the folder is locked");
      return true;
    } catch (JournalDamagedException e) {
      boolean unknown = e.offset() == SegmentHeader.VERSION_AT;
      Kind kind = unknown ? Kind.UNREADABLE : Kind.DAMAGE;
      long length = Math.min(fileBytes, SegmentHeader.BYTES);
      problems.add(new JournalProblem(kind, e.file(), 0, length, String.valueOf(e.getMessage())));
      return !unknown;
    }
  }

  private void inspectHint(int number) throws IOException {
    String name = FileNames.hint(number);
    if (!names.contains(name)) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      HintFile.Contents contents = new HintFile(disk, files).read(number, arena);
      Claim.holds(contents.sealOffset() >= SegmentHeader.BYTES, "a seal follows the header");
    } catch (JournalDamagedException e) {
      problems.add(
          new JournalProblem(Kind.HINT, name, e.offset(), 0, String.valueOf(e.getMessage())));
    }
  }

  /** Notes what is found in one segment. */
  private final class Inspector implements SegmentWalk.Visitor {
    private final int number;
    private final DiskFile file;
    private final Consumer<DumpedRecord> sink;

    Inspector(int number, DiskFile file, Consumer<DumpedRecord> sink) {
      this.number = number;
      this.file = file;
      this.sink = sink;
    }

    @Override
    public void record(long offset, MemorySegment head, long bodyBytes) {
      records++;
      sink.accept(new Dumped(Position.of(number, offset), head, bodyBytes, file, files.folder()));
    }

    @Override
    public void damaged(long from, long to, String what) {
      add(Kind.DAMAGE, from, to, what);
    }

    @Override
    public void torn(long from, long to) {
      add(Kind.TORN_TAIL, from, to, "it was being written at a crash, and never confirmed");
    }

    @Override
    public void sealMissing(long from, long to) {
      add(Kind.DAMAGE, from, to, JournalRepair.SEAL_IS_MISSING);
    }

    private void add(Kind kind, long from, long to, String what) {
      problems.add(new JournalProblem(kind, FileNames.segment(number), from, to - from, what));
    }
  }

  private record Dumped(
      long position, MemorySegment head, long bodyBytes, DiskFile file, FolderId folder)
      implements DumpedRecord {
    @Override
    public byte[] body() throws IOException {
      if (bodyBytes == JournalOwner.NO_BODY) {
        return new byte[0];
      }
      ArrayReceiver receiver = new ArrayReceiver();
      new BodyReader(folder, position, receiver).fromFile(file);
      receiver.end();
      return receiver.result().join();
    }
  }
}
