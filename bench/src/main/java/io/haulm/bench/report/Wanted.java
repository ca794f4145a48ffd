package io.haulm.bench.report;

import java.util.Locale;

/** Which ratio is wanted. */
public sealed interface Wanted {
  /** True when {@code ratio} is as wanted. */
  boolean isReachedBy(double ratio);

  /** The ratio or more. */
  record AtLeast(double ratio) implements Wanted {
    @Override
    public boolean isReachedBy(double measured) {
      return measured >= ratio;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, ">= %.2f", ratio);
    }
  }

  /** The ratio or less. */
  record AtMost(double ratio) implements Wanted {
    @Override
    public boolean isReachedBy(double measured) {
      return measured <= ratio;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "<= %.2f", ratio);
    }
  }
}
