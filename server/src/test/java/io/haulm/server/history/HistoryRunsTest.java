package io.haulm.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long jobs were reserved is kept beside the rest, and may be missing. */
class HistoryRunsTest {
  private static final long MINUTE = 60_000;
  private static final long NOW = Pictures.START_MILLIS;

  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void runsOutliveARestart() throws IOException {
    try (History history = open(NOW)) {
      sample(history, NOW, 5);
    }

    try (History history = open(NOW + 10 * MINUTE)) {
      Figures found = only(history, NOW + 10 * MINUTE);
      assertThat(found.runs(5)).isEqualTo(3);
      assertThat(found.waits(2)).isEqualTo(1);
    }
  }

  @Test
  void whatWasKeptBeforeRunsWereIsStillReadAndRunsBeginFromNow() throws IOException {
    try (History history = open(NOW)) {
      sample(history, NOW, 5);
    }
    disk.delete(HistoryFile.RUNS.fileName);

    long later = NOW + 10 * MINUTE;
    try (History history = open(later)) {
      Figures old = only(history, later);
      assertThat(old.get(Metric.READY)).isEqualTo(7);
      assertThat(old.waits(2)).isEqualTo(1);
      assertThat(old.knowsRuns()).isFalse();
      sample(history, later, 6);
    }

    try (History history = open(later)) {
      List<Figures> both = known(history, later);
      assertThat(both).extracting(Figures::knowsRuns).containsExactly(false, true);
      assertThat(both.getLast().runs(6)).isEqualTo(3);
    }
  }

  @Test
  void damageToRunsCostsNothingElse() throws IOException {
    try (History history = open(NOW)) {
      sample(history, NOW, 5);
    }
    DiskFile runs = disk.open(HistoryFile.RUNS.fileName);
    for (long at = Layout.RUNS_REGIONS_OFFSET; at < runs.sizeBytes(); at++) {
      ByteBuffer one = ByteBuffer.allocate(1);
      assertThat(runs.read(one, at)).isEqualTo(1);
      if (one.get(0) != 0) {
        runs.write(one.put(0, (byte) ~one.get(0)).flip(), at);
      }
    }

    try (History history = open(NOW + MINUTE)) {
      Figures found = only(history, NOW + MINUTE);
      assertThat(found.knowsRuns()).isFalse();
      assertThat(found.waits(2)).isEqualTo(1);
    }
  }

  @Test
  void aFileOfRunsWithoutAHeaderIsPutAsideAlone() throws IOException {
    try (History history = open(NOW)) {
      sample(history, NOW, 5);
    }
    disk.open(HistoryFile.RUNS.fileName).truncate(0);

    try (History history = open(NOW + MINUTE)) {
      assertThat(only(history, NOW + MINUTE).waits(2)).isEqualTo(1);
    }
    assertThat(disk.list())
        .containsExactlyInAnyOrder(
            HistoryFile.FIGURES.fileName,
            HistoryFile.RUNS.fileName,
            HistoryFile.RUNS.unreadableName);
  }

  /** The file is years old in places, so nothing about its first form may ever move. */
  @Test
  void rowOfFiguresLiesAsItAlwaysDid() {
    Figures figures = new Figures().setCoveredMillis(1000).set(Metric.OLDEST, 99).setWaits(31, 5);
    ByteBuffer row = ByteBuffer.allocate(108).order(ByteOrder.LITTLE_ENDIAN);

    RowCodec.write(RowKind.FIGURES, row, 7, 9, figures);

    assertThat(row.remaining()).isZero();
    assertThat(row.getInt(4)).isEqualTo(7);
    assertThat(row.getInt(8)).isEqualTo(9);
    assertThat(row.getInt(12)).isEqualTo(1000);
    assertThat(row.getInt(16 + 6 * 4)).isEqualTo(99);
    assertThat(row.getShort(44 + 31 * 2)).isEqualTo((short) 5);
    assertThat(Layout.region(1)).isEqualTo(135_168 + 2_722_112);
  }

  private static void sample(History history, long nowMillis, int runBucket) {
    Figures figures = new Figures().set(Metric.READY, 7).setWaits(2, 1).setRuns(runBucket, 3);
    history.sample(nowMillis, 1000, List.of(new SeriesSample(Pictures.MAIL, figures)));
  }

  private static Figures only(History history, long nowMillis) {
    List<Figures> known = known(history, nowMillis);
    assertThat(known).hasSize(1);
    return known.getFirst();
  }

  private static List<Figures> known(History history, long nowMillis) {
    return history
        .curve(Pictures.MAIL, nowMillis, nowMillis - 60 * MINUTE, nowMillis, 500)
        .periods()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private History open(long nowMillis) throws IOException {
    return History.open(
        disk,
        new HistoryOptions(4),
        nowMillis,
        e -> {
          throw new AssertionError(e);
        });
  }
}
