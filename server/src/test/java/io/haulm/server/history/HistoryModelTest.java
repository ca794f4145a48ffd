package io.haulm.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history and a model that forgets nothing are given the same, and have to agree. */
class HistoryModelTest {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final List<SeriesName> NAMES =
      List.of(SeriesName.TOTAL, Pictures.MAIL, Pictures.VIDEO, SeriesName.stream(0, "b3JkZXJz"));

  private final MemoryDisk disk = new MemoryDisk();
  private final HistoryModel model = new HistoryModel();
  private long nowMillis = Pictures.START_MILLIS + 123_456;
  private History history;

  @BeforeEach
  void begin() throws IOException {
    history = open();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyTierTellsWhatHappened(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2000; i++) {
      sample(random);
      if (random.nextInt(400) == 0) {
        history.close();
        nowMillis += random.nextLong(2 * HOUR_MILLIS);
        history = open();
        sample(random);
        long firstMillis = nowMillis;
        assertCoarseTiersAgree(firstMillis);
      }
    }
    assertCoarseTiersAgree(nowMillis);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theLastTenMinutesAreThereSecondBySecond(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1500; i++) {
      nowMillis += random.nextInt(50) == 0 ? random.nextInt(9000) : 1000;
      sampleNow(random, 1000);
    }

    for (SeriesName name : NAMES) {
      assertAgrees(history.curve(name, nowMillis, nowMillis - 400_000, nowMillis, 500), name, 1000);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aCrashCostsNoMoreThanAMinute(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    long safeMillis = 0;
    for (int i = 0; i < 500; i++) {
      long before = nowMillis;
      sample(random);
      if (Tier.MINUTE.stepOf(before) != Tier.MINUTE.stepOf(nowMillis)) {
        safeMillis = before;
      }
    }
    assertThat(nowMillis - safeMillis).isLessThanOrEqualTo(2 * 60_000);

    // Nobody closes the old one.
    history = open();

    model.forgetAfter(safeMillis);
    long toMillis = safeMillis - safeMillis % 60_000 - 1;
    for (SeriesName name : NAMES) {
      Curve curve = history.curve(name, nowMillis, toMillis - 2 * HOUR_MILLIS, toMillis, 500);
      assertAgrees(curve, name, 20_000);
    }
  }

  private void sample(SplittableRandom random) {
    long passed = random.nextInt(40) == 0 ? random.nextLong(300_000) : random.nextLong(20_000);
    nowMillis += passed;
    sampleNow(random, Math.min(passed, 1000));
  }

  private void sampleNow(SplittableRandom random, long coveredMillis) {
    List<SeriesSample> samples = new ArrayList<>();
    for (SeriesName name : NAMES) {
      Figures figures = Pictures.any(random).set(Metric.IN, 1);
      if (name.kind() != SeriesName.Kind.STREAM) {
        figures.setRuns(random.nextInt(Buckets.COUNT), random.nextInt(4));
      }
      samples.add(new SeriesSample(name, figures));
    }
    history.sample(nowMillis, coveredMillis, samples);
    model.sample(nowMillis, coveredMillis, samples);
  }

  private void assertCoarseTiersAgree(long toMillis) {
    for (SeriesName name : NAMES) {
      assertAgrees(curve(name, HOUR_MILLIS), name, 10_000);
      assertAgrees(curve(name, 5 * HOUR_MILLIS), name, 40_000);
      assertAgrees(curve(name, 7 * HOUR_MILLIS), name, 60_000);
      assertAgrees(curve(name, 24 * HOUR_MILLIS), name, 180_000);
      assertAgrees(curve(name, 20 * 24 * HOUR_MILLIS), name, 3_600_000);
    }
    assertThat(toMillis).isEqualTo(nowMillis);
  }

  private Curve curve(SeriesName name, long backMillis) {
    return history.curve(name, nowMillis, nowMillis - backMillis, nowMillis, 500);
  }

  private void assertAgrees(Curve curve, SeriesName name, long stepMillis) {
    assertThat(curve.stepMillis()).isEqualTo(stepMillis);
    assertThat(curve.periods()).hasSizeLessThanOrEqualTo(500);
    for (int i = 0; i < curve.periods().size(); i++) {
      long from = curve.fromMillis() + i * stepMillis;
      assertThat(Pictures.of(curve.periods().get(i)))
          .as("%s at %d of %d", name, i, curve.periods().size())
          .isEqualTo(Pictures.of(model.between(name, from, from + stepMillis)));
    }
  }

  private History open() throws IOException {
    return History.open(
        disk,
        new HistoryOptions(8),
        nowMillis,
        e -> {
          throw new AssertionError(e);
        });
  }
}
