package io.haulm.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No damage to the file stops a start, and it costs no more than what it hit. */
class HistoryDamageTest {
  private static final HistoryOptions OPTIONS = new HistoryOptions(4);
  private static final long SAMPLES = 29;
  private static final long END_MILLIS = Pictures.START_MILLIS + SAMPLES * 1000;
  private static final List<SeriesName> NAMES = List.of(SeriesName.TOTAL, Pictures.VIDEO);

  private final MemoryDisk disk = new MemoryDisk();
  private List<String> whole = List.of();

  @BeforeEach
  void fill() throws IOException {
    try (History history = open(Pictures.START_MILLIS)) {
      for (int i = 0; i <= SAMPLES; i++) {
        List<SeriesSample> samples = new ArrayList<>();
        for (SeriesName name : NAMES) {
          samples.add(new SeriesSample(name, Pictures.moving(i)));
        }
        history.sample(Pictures.START_MILLIS + i * 1000L, 1000, samples);
      }
      history.mark(new Mark(END_MILLIS, "deploy 7"));
    }
    whole = points();
    assertThat(whole).doesNotContain("gap").hasSize(NAMES.size() * (3 + 1 + 1) + 1);
  }

  @Test
  void anyFlippedByteCostsOneRowAtMost() throws IOException {
    DiskFile file = disk.open(HistoryFile.FIGURES.fileName);
    for (long offset : interestingOffsets()) {
      flip(file, offset);

      List<String> left = points();

      // The header, the labels and their copies cost nothing, a row is one point, a mark is one.
      int lost = 0;
      for (int i = 0; i < whole.size(); i++) {
        if (!left.get(i).equals(whole.get(i))) {
          assertThat(left.get(i)).as("byte %d flipped, point %d", offset, i).isEqualTo("gap");
          lost++;
        }
      }
      assertThat(lost).as("points lost with byte %d", offset).isLessThanOrEqualTo(1);
      flip(file, offset);
    }
    assertThat(points()).isEqualTo(whole);
  }

  @Test
  void aFileCutAnywhereStillTellsWhatIsLeft() throws IOException {
    for (long bytes : interestingOffsets().reversed()) {
      disk.open(HistoryFile.FIGURES.fileName).truncate(bytes);

      List<String> left = points();

      for (int i = 0; i < whole.size(); i++) {
        assertThat(left.get(i)).as("cut at %d, point %d", bytes, i).isIn("gap", whole.get(i));
      }
    }
  }

  @Test
  void aFileWithoutAHeaderIsPutAsideAndANewOneBegun() throws IOException {
    DiskFile file = disk.open(HistoryFile.FIGURES.fileName);
    flip(file, 0);
    flip(file, Layout.HEADER_COPY_OFFSET);

    assertThat(points()).containsOnly("gap");

    assertThat(disk.list())
        .containsExactlyInAnyOrder(
            HistoryFile.FIGURES.unreadableName,
            HistoryFile.FIGURES.fileName,
            HistoryFile.RUNS.fileName);
  }

  @Test
  void aSeriesThatLostBothItsLabelsIsBegunAnew() throws IOException {
    DiskFile file = disk.open(HistoryFile.FIGURES.fileName);
    try (History history = open(END_MILLIS)) {
      assertThat(history.has(Pictures.VIDEO)).isTrue();
    }
    flip(file, Layout.region(2));
    flip(file, Layout.region(2) + Layout.LABEL_BYTES);

    try (History history = open(END_MILLIS)) {
      assertThat(history.has(Pictures.VIDEO)).isFalse();
      sample(history, Pictures.VIDEO);
      assertThat(historyOf(history, Pictures.VIDEO, 8 * 3_600_000))
          .filteredOn(point -> !point.equals("gap"))
          .hasSize(1);
    }
  }

  private void sample(History history, SeriesName name) {
    history.sample(END_MILLIS, 1, List.of(new SeriesSample(name, Pictures.moving(1))));
  }

  /** All bytes of all rows and blocks that were written, and some beside them. */
  private List<Long> interestingOffsets() throws IOException {
    DiskFile file = disk.open(HistoryFile.FIGURES.fileName);
    ByteBuffer bytes = ByteBuffer.allocate((int) file.sizeBytes());
    assertThat(file.read(bytes, 0)).isEqualTo(bytes.capacity());
    List<Long> offsets = new ArrayList<>();
    int lastWritten = -RowKind.FIGURES.rowBytes;
    for (int offset = 0; offset < bytes.capacity(); offset++) {
      lastWritten = bytes.get(offset) == 0 ? lastWritten : offset;
      // No row has more zeros than this behind its last other byte.
      if (offset - lastWritten < RowKind.FIGURES.rowBytes - 20 || offset % 65_521 == 0) {
        offsets.add((long) offset);
      }
    }
    return offsets;
  }

  private static void flip(DiskFile file, long offset) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    assertThat(file.read(one, offset)).isEqualTo(1);
    file.write(one.put(0, (byte) (one.get(0) ^ 0xFF)).flip(), offset);
  }

  /** What a freshly opened history tells, point by point. */
  private List<String> points() throws IOException {
    History history = open(END_MILLIS);
    List<String> points = new ArrayList<>();
    for (SeriesName name : NAMES) {
      points.addAll(historyOf(history, name, 29_999).subList(1, 4));
      points.add(historyOf(history, name, 8 * 3_600_000).getLast());
      points.add(historyOf(history, name, 8 * 86_400_000).getLast());
    }
    List<Mark> marks = history.marks(0, END_MILLIS);
    points.add(marks.isEmpty() ? "gap" : marks.toString());
    return points;
  }

  private List<String> historyOf(History history, SeriesName name, long backMillis) {
    int points = backMillis <= 600_000 ? 4 : 500;
    return history
        .curve(name, END_MILLIS, END_MILLIS - backMillis, END_MILLIS, points)
        .periods()
        .stream()
        .map(Pictures::of)
        .toList();
  }

  private History open(long nowMillis) throws IOException {
    return History.open(
        disk,
        OPTIONS,
        nowMillis,
        e -> {
          throw new AssertionError(e);
        });
  }
}
