package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

/** The jobs of a tube by state, side by side: ready full, reserved dense, the others light. */
final class Bar {
  /** In characters. */
  static final int WIDTH = 12;

  private static final int CELLS = WIDTH - 2;

  /** The bar of a tube; its length tells nothing, its parts do. */
  static String of(JsonNode tube) {
    long ready = tube.path("ready").asLong();
    long reserved = tube.path("reserved").asLong();
    long others = tube.path("delayed").asLong() + tube.path("buried").asLong();
    long all = ready + reserved + others;
    if (all == 0) {
      return "▕" + " ".repeat(CELLS) + "▏";
    }
    int full = cells(ready, all);
    int dense = Math.min(CELLS - full, cells(reserved, all));
    int light = Math.min(CELLS - full - dense, cells(others, all));
    String cells = "█".repeat(full) + "▒".repeat(dense) + "░".repeat(light);
    return "▕" + cells + " ".repeat(CELLS - cells.length()) + "▏";
  }

  /** Whatever is there is seen. */
  private static int cells(long part, long all) {
    return part == 0 ? 0 : (int) Math.max(1, Math.round((double) part * CELLS / all));
  }

  private Bar() {}
}
