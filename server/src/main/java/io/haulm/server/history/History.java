package io.haulm.server.history;

import io.haulm.journal.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The past of all series. Thread-safe: samples come from one thread, questions from any.
 *
 * <p>Every minute what is known is made safe on the disk, so a crash costs at most a minute. While
 * the disk refuses, only the rows that it refused are lost.
 */
public final class History implements AutoCloseable {
  /** Most periods that a question can ask for. */
  public static final int POINTS_MAX = 500;

  /** After so long without a sample there is a gap. */
  private static final long LATE_MILLIS = 10_000;

  private final Storage storage;
  private final Roster roster;
  private final Marks marks;
  private final Consumer<IOException> trouble;
  private boolean isTroubled;
  private long minute;
  private long lastSampleMillis;

  private History(
      Storage storage, Roster roster, Marks marks, Consumer<IOException> trouble, long minute) {
    this.storage = storage;
    this.roster = roster;
    this.marks = marks;
    this.trouble = trouble;
    this.minute = minute;
  }

  /**
   * Reads what there is.
   *
   * @param disk the folder; there must be no other owner
   * @param trouble told when the disk begins to refuse, and not again until it has recovered
   * @throws IOException when the file can be neither read nor made; damage is no reason
   */
  public static History open(
      Disk disk, HistoryOptions options, long nowMillis, Consumer<IOException> trouble)
      throws IOException {
    Storage storage = Storage.open(disk);
    try {
      Roster roster = Roster.read(storage, options, nowMillis);
      return new History(
          storage, roster, Marks.read(storage.figures()), trouble, Tier.MINUTE.stepOf(nowMillis));
    } catch (IOException e) {
      storage.close();
      throw e;
    }
  }

  /**
   * Takes in what happened since the last sample; to be called about once a second.
   *
   * @param nowMillis never goes back
   * @param coveredMillis how long it took to happen; whatever is missing to a period is a gap
   * @param samples each series once; one that is missing has a gap
   */
  public synchronized void sample(long nowMillis, long coveredMillis, List<SeriesSample> samples) {
    Figures other = take(nowMillis, coveredMillis, samples);
    other.setCoveredMillis(coveredMillis);
    guard(() -> add(nowMillis, new SeriesSample(SeriesName.OTHER, other), other));
  }

  /** The same for some series, which says nothing of those tubes that have none of their own. */
  public synchronized void sampleBeside(
      long nowMillis, long coveredMillis, List<SeriesSample> samples) {
    Figures _ = take(nowMillis, coveredMillis, samples);
  }

  /** Takes in samples; returns what tubes without a series did. */
  private Figures take(long nowMillis, long coveredMillis, List<SeriesSample> samples) {
    if (Tier.MINUTE.stepOf(nowMillis) != minute) {
      minute = Tier.MINUTE.stepOf(nowMillis);
      guard(this::endMinute);
    }
    lastSampleMillis = nowMillis;
    Figures other = new Figures();
    for (SeriesSample sample : samples) {
      sample.figures().setCoveredMillis(coveredMillis);
      guard(() -> add(nowMillis, sample, other));
    }
    return other;
  }

  private void add(long nowMillis, SeriesSample sample, Figures other) throws IOException {
    Series series = roster.place(sample);
    if (series != null) {
      series.add(nowMillis, sample.figures());
    } else if (sample.name().kind() == SeriesName.Kind.TUBE) {
      other.addBeside(sample.figures());
    }
  }

  private void endMinute() throws IOException {
    roster.endMinute();
    for (Series series : roster.all()) {
      series.writeOpen();
    }
    storage.sync();
    isTroubled = false;
  }

  /**
   * What a series did in a stretch of time, in the finest periods that are still kept from its
   * begin on and fit the number of points.
   *
   * @param fromMillis not after {@code toMillis}
   * @param pointsMax 1 to {@link #POINTS_MAX}
   * @return only gaps for a series that has no place
   */
  public synchronized Curve curve(
      SeriesName name, long nowMillis, long fromMillis, long toMillis, int pointsMax) {
    long endMillis = Math.min(toMillis, nowMillis);
    if (nowMillis - lastSampleMillis < LATE_MILLIS) {
      // What has not been sampled yet is no gap, only not there yet.
      endMillis = Math.max(fromMillis, Math.min(endMillis, lastSampleMillis));
    }
    Window window = Window.of(nowMillis, fromMillis, endMillis, pointsMax);
    List<@Nullable Figures> rows = new ArrayList<>();
    roster.find(name).ifPresent(series -> guard(() -> rows.addAll(read(series, window))));
    List<Optional<Figures>> periods = new ArrayList<>();
    for (int i = 0; i < window.points(); i++) {
      periods.add(window.merged(rows, i));
    }
    return new Curve(window.fromMillis(), window.stepMillis(), periods);
  }

  private static List<@Nullable Figures> read(Series series, Window window) throws IOException {
    return series.read(window.tier(), window.firstStep(), window.rows());
  }

  /** Whether a series has a place of its own. */
  public synchronized boolean has(SeriesName name) {
    return roster.find(name).isPresent();
  }

  /** Keeps a mark, safely. The last 256 are kept. */
  public synchronized void mark(Mark mark) {
    guard(() -> {
      marks.add(mark);
      storage.figures().sync();
    });
  }

  /** The marks from one time to another, both included, the oldest first. */
  public synchronized List<Mark> marks(long fromMillis, long toMillis) {
    return marks.between(fromMillis, toMillis);
  }

  /** Writes what is not yet written. */
  @Override
  public synchronized void close() {
    guard(this::endMinute);
    guard(storage::close);
  }

  /** Work with the disk. */
  private interface DiskWork {
    void run() throws IOException;
  }

  private void guard(DiskWork work) {
    try {
      work.run();
    } catch (IOException e) {
      if (!isTroubled) {
        isTroubled = true;
        trouble.accept(e);
      }
    }
  }
}
