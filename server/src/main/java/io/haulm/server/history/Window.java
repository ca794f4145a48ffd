package io.haulm.server.history;

import io.haulm.engine.Check;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rows answer a question about a stretch of time.
 *
 * @param tier where they lie
 * @param firstStep the first row's period; a multiple of {@code rowsPerPoint}
 * @param rowsPerPoint how many rows make one point
 * @param points how many points
 */
record Window(Tier tier, long firstStep, int rowsPerPoint, int points) {
  private static final Tier[] TIERS = Tier.values();

  static Window of(long nowMillis, long fromMillis, long toMillis, int pointsMax) {
    Check.inRange("pointsMax", pointsMax, 1, History.POINTS_MAX);
    Check.inRange("fromMillis", fromMillis, 0, Math.max(0, toMillis));
    // Points lie on round times, so the first and the last may stick out: hence one point less.
    long wantedMillis = Math.ceilDiv(toMillis - fromMillis + 1, Math.max(1, pointsMax - 1));
    Tier tier = tier(nowMillis - fromMillis, wantedMillis);
    int rowsPerPoint = Math.toIntExact(Math.max(1, Math.ceilDiv(wantedMillis, tier.stepMillis())));
    long oldest = Math.max(fromMillis, nowMillis - tier.retentionMillis() + tier.stepMillis());
    long firstPoint = Math.floorDiv(tier.stepOf(oldest), rowsPerPoint);
    long lastPoint = Math.floorDiv(tier.stepOf(toMillis), rowsPerPoint);
    int points = (int) Math.max(0, lastPoint - firstPoint + 1);
    return new Window(tier, firstPoint * rowsPerPoint, rowsPerPoint, points);
  }

  /** Of the tiers that reach back far enough, the coarsest that is fine enough. */
  private static Tier tier(long ageMillis, long wantedMillis) {
    Tier best = null;
    for (Tier tier : TIERS) {
      boolean reaches = tier.retentionMillis() - tier.stepMillis() >= ageMillis;
      if (reaches && (best == null || tier.stepMillis() <= wantedMillis)) {
        best = tier;
      }
    }
    return best == null ? Tier.TEN_MINUTES : best;
  }

  long stepMillis() {
    return (long) tier.stepMillis() * rowsPerPoint;
  }

  long fromMillis() {
    return firstStep * tier.stepMillis();
  }

  int rows() {
    return points * rowsPerPoint;
  }

  /** A point made of its rows; a gap when none of them is there. */
  Optional<Figures> merged(List<@Nullable Figures> rows, int point) {
    Figures merged = null;
    for (int i = point * rowsPerPoint; i < Math.min((point + 1) * rowsPerPoint, rows.size()); i++) {
      Figures row = rows.get(i);
      if (row != null) {
        merged = merged == null ? new Figures() : merged;
        merged.merge(row);
      }
    }
    return Optional.ofNullable(merged);
  }
}
