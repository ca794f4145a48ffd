package io.haulm.journal;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data folder: brings every segment in which there is something into the table, sealed, and
 * its records to the owner.
 *
 * <p>A segment is written to only when the one before it is sealed and synced. So only the last one
 * with contents may lack its seal, and only what follows its last whole batch may be torn: bytes
 * that were never synced. Torn it is only if nothing proves the contrary: a valid mark behind it
 * that was written after a sync of these bytes, or contents in a later segment. Then it is damage.
 */
final class Recovery {
  private static final int FIRST_NUMBER = 1;

  private final Disk disk;
  private final SegmentFiles files;
  private final SegmentTable table;
  private final JournalOwner owner;
  private final Consumer<Segment> withoutHint;
  private final HintFile hints;

  private final Set<Integer> hintNumbers = new HashSet<>();
  private int nextNumber;
  private int hintsUsed;
  private long records;
  private String tornFile = "";
  private long tornOffset;
  private long tornBytes;

  Recovery(
      Disk disk,
      SegmentFiles files,
      SegmentTable table,
      JournalOwner owner,
      Consumer<Segment> withoutHint) {
    this.disk = disk;
    this.files = files;
    this.table = table;
    this.owner = owner;
    this.withoutHint = withoutHint;
    this.hints = new HintFile(disk, files);
  }

  /** The numbers of the segments in a folder, which have no gaps. */
  static List<Integer> segmentNumbers(Disk disk) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String name : disk.list()) {
      int number = FileNames.segmentNumber(name);
      if (number >= 0) {
        numbers.add(number);
      }
    }
    for (int i = 1; i < numbers.size(); i++) {
      int expected = numbers.get(i - 1) + 1;
      if (numbers.get(i) != expected) {
        throw new JournalDamagedException(FileNames.segment(expected), 0, "the file is missing");
      }
    }
    return numbers;
  }

  /** The number that the next segment gets. */
  int nextNumber() {
    return nextNumber;
  }

  /** Returns what was found. */
  RecoveryReport run() throws IOException {
    List<Integer> numbers = segmentNumbers(disk);
    deleteLeftOvers(numbers);
    nextNumber = numbers.isEmpty() ? FIRST_NUMBER : numbers.getFirst();
    for (int number : numbers) {
      List<Integer> later = numbers.subList(number - numbers.getFirst() + 1, numbers.size());
      if (!recoverByHint(number) && !recoverByScan(number, later)) {
        break;
      }
    }
    return new RecoveryReport(
        table.count(),
        hintsUsed,
        records,
        table.sum(segment -> segment.endOffset),
        tornFile,
        tornOffset,
        tornBytes);
  }

  /** What a crash in the midst of making a segment, writing a hint or dropping a segment leaves. */
  private void deleteLeftOvers(List<Integer> numbers) throws IOException {
    Set<Integer> known = new HashSet<>(numbers);
    for (String name : disk.list()) {
      int hint = FileNames.hintNumber(name);
      if (known.contains(hint)) {
        hintNumbers.add(hint);
      } else if (hint >= 0 || FileNames.isOurTemporary(name)) {
        disk.delete(name);
      }
    }
  }

  /** True when there is nothing in these segments. */
  private boolean areBlank(List<Integer> numbers) throws IOException {
    for (int number : numbers) {
      try (FrameReader reader = files.readerOf(number)) {
        if (reader.lastNonZero(SegmentHeader.BYTES) >= 0) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean recoverByHint(int number) throws IOException {
    if (!hintNumbers.contains(number)) {
      return false;
    }
    try (Arena arena = Arena.ofConfined();
        FrameReader reader = files.readerOf(number)) {
      HintFile.Contents contents = readHint(number, arena);
      if (contents == null || !isSealedAt(reader, contents.sealOffset())) {
        return false;
      }
      contents.deliver(sinkOf(addSegment(number, reader.fileBytes())));
      hintsUsed++;
      return true;
    }
  }

  private HintFile.@Nullable Contents readHint(int number, Arena arena) throws IOException {
    try {
      return hints.read(number, arena);
    } catch (JournalDamagedException e) {
      return null;
    }
  }

  private static boolean isSealedAt(FrameReader reader, long offset) throws IOException {
    return reader.fileBytes() == offset + Frame.MARK_FRAME_BYTES
        && reader.at(offset, false) == FrameReader.Found.FRAME
        && reader.type() == Frame.SEAL;
  }

  private Segment addSegment(int number, long bytes) {
    Segment segment = new Segment(number, bytes, null);
    segment.endOffset = bytes;
    segment.sealed = true;
    table.add(segment);
    nextNumber = number + 1;
    return segment;
  }

  private RecordSink sinkOf(Segment segment) {
    return (offset, head, bodyBytes) -> {
      if (bodyBytes != JournalOwner.NO_BODY) {
        segment.addRecord(Frame.HEADER_BYTES + head.byteSize() + bodyBytes, bodyBytes);
      }
      records++;
      owner.recovered(Position.of(segment.number, offset), head, bodyBytes);
    };
  }

  /** Returns false when nothing comes after this segment. */
  private boolean recoverByScan(int number, List<Integer> later) throws IOException {
    try (DiskFile file = files.open(number);
        FrameReader reader = new FrameReader(file, number, files.folder())) {
      Segment segment = addSegment(number, SegmentHeader.BYTES);
      SegmentScan scan = SegmentScan.run(reader, sinkOf(segment));
      segment.endOffset = scan.endOfBatches() + Frame.MARK_FRAME_BYTES;
      if (scan.isSealed()) {
        cutBehindSeal(file, reader, segment.endOffset, number);
        withoutHint.accept(segment);
        return true;
      }
      refuseDamage(number, reader, scan, later);
      boolean isEmpty = scan.endOfBatches() == SegmentHeader.BYTES;
      if (!isEmpty) {
        file.truncate(scan.endOfBatches());
        file.sync();
        Seal.write(file, files.folder(), number, scan.endOfBatches());
        withoutHint.accept(segment);
      }
      deleteBlanks(isEmpty ? number : number + 1);
      return false;
    }
  }

  private static void cutBehindSeal(DiskFile file, FrameReader reader, long end, int number)
      throws IOException {
    if (reader.fileBytes() == end) {
      return;
    }
    long behind = reader.lastNonZero(end);
    if (behind >= 0) {
      throw new JournalDamagedException(
          FileNames.segment(number), behind, "bytes behind the end of a sealed segment");
    }
    file.truncate(end);
    file.sync();
  }

  private void refuseDamage(int number, FrameReader reader, SegmentScan scan, List<Integer> later)
      throws IOException {
    long end = scan.endOfBatches();
    boolean torn = scan.stoppedBy() != FrameReader.Found.UNKNOWN_VERSION && areBlank(later);
    if (!torn || reader.findProofOfSync(end) >= 0) {
      throw new JournalDamagedException(FileNames.segment(number), scan.stoppedAt(), scan.reason());
    }
    long lastByte = reader.lastNonZero(end);
    if (lastByte >= 0) {
      tornFile = FileNames.segment(number);
      tornOffset = end;
      tornBytes = lastByte + 1 - end;
    }
  }

  /** Deletes segments in which nothing is, from {@code first} on; their numbers are used again. */
  private void deleteBlanks(int first) throws IOException {
    if (table.last().number == first) {
      table.removeLast();
    }
    nextNumber = first;
    List<Integer> numbers = segmentNumbers(disk);
    // The youngest first, so that a crash in between leaves no gap.
    for (int i = numbers.size() - 1; i >= 0 && numbers.get(i) >= first; i--) {
      files.delete(numbers.get(i));
    }
  }
}
