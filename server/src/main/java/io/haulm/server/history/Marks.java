package io.haulm.server.history;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The last marks, in the file and in memory. */
final class Marks {
  private final DiskFile file;
  private final List<Numbered> newestLast = new ArrayList<>();
  private long lastNumber;

  /** A mark with its place in the row of all marks, counted from 1. */
  private record Numbered(long number, Mark mark) {}

  private Marks(DiskFile file) {
    this.file = file;
  }

  static Marks read(DiskFile file) throws IOException {
    Marks marks = new Marks(file);
    ByteBuffer all = ByteBuffer.allocate(Layout.MARKS_MAX * Layout.MARK_BYTES);
    int _ = file.read(all, Layout.MARKS_OFFSET);
    for (int slot = 0; slot < Layout.MARKS_MAX; slot++) {
      ByteBuffer block = all.slice(slot * Layout.MARK_BYTES, Layout.MARK_BYTES);
      if (Block.isWhole(block)) {
        marks.newestLast.add(numbered(block.position(Integer.BYTES)));
      }
    }
    marks.newestLast.sort(Comparator.comparingLong(Numbered::number));
    if (!marks.newestLast.isEmpty()) {
      marks.lastNumber = marks.newestLast.getLast().number();
    }
    return marks;
  }

  private static Numbered numbered(ByteBuffer block) {
    long number = block.getLong();
    long atMillis = block.getLong();
    byte[] text = new byte[Math.min(block.getShort(), Mark.TEXT_BYTES_MAX)];
    block.get(text);
    return new Numbered(number, new Mark(atMillis, new String(text, StandardCharsets.UTF_8)));
  }

  void add(Mark mark) throws IOException {
    lastNumber++;
    newestLast.add(new Numbered(lastNumber, mark));
    if (newestLast.size() > Layout.MARKS_MAX) {
      newestLast.removeFirst();
    }
    byte[] text = mark.text().getBytes(StandardCharsets.UTF_8);
    ByteBuffer block = Block.begin(Layout.MARK_BYTES);
    block.putLong(lastNumber).putLong(mark.atMillis()).putShort((short) text.length).put(text);
    Block.write(file, offset(Math.floorMod(lastNumber, Layout.MARKS_MAX)), block);
  }

  List<Mark> between(long fromMillis, long toMillis) {
    return newestLast.stream()
        .map(Numbered::mark)
        .filter(mark -> fromMillis <= mark.atMillis() && mark.atMillis() <= toMillis)
        .toList();
  }

  private static long offset(int slot) {
    return Layout.MARKS_OFFSET + (long) slot * Layout.MARK_BYTES;
  }
}
