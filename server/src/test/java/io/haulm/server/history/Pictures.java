package io.haulm.server.history;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Figures as text, to be compared, and figures by chance. */
final class Pictures {
  static final SeriesName MAIL = SeriesName.tube("mail");
  static final SeriesName VIDEO = SeriesName.tube("video");

  /** A round time: the begin of a period of every tier. */
  static final long START_MILLIS = 1_800_000_000_000L;

  static String of(Curve curve) {
    return curve.fromMillis() + "/" + curve.stepMillis() + of(curve.periods());
  }

  static String of(List<Optional<Figures>> periods) {
    StringBuilder text = new StringBuilder();
    periods.forEach(period -> text.append(' ').append(of(period)));
    return text.toString();
  }

  static String of(Optional<Figures> period) {
    return period.map(Pictures::of).orElse("gap");
  }

  static String of(Figures figures) {
    StringBuilder text = new StringBuilder().append(figures.coveredMillis()).append("ms(");
    for (Metric metric : Metric.values()) {
      text.append(figures.get(metric)).append(' ');
    }
    for (int i = 0; i < Buckets.COUNT; i++) {
      if (figures.waits(i) > 0) {
        text.append(i).append('*').append(figures.waits(i)).append(' ');
      }
    }
    if (figures.knowsRuns()) {
      text.append("runs ");
      for (int i = 0; i < Buckets.COUNT; i++) {
        if (figures.runs(i) > 0) {
          text.append(i).append('*').append(figures.runs(i)).append(' ');
        }
      }
    }
    return text.append(')').toString();
  }

  static Figures any(SplittableRandom random) {
    Figures figures = new Figures();
    for (Metric metric : Metric.values()) {
      figures.set(metric, random.nextInt(100));
    }
    // So few that the sums stay exact.
    return figures.setWaits(random.nextInt(Buckets.COUNT), random.nextInt(4));
  }

  static Figures moving(long in) {
    return new Figures().set(Metric.IN, in).set(Metric.READY, 1);
  }

  private Pictures() {}
}
