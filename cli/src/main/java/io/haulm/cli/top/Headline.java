package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The lines around the table: how the server does, and how deep the queue was. */
final class Headline {
  private static final String STEPS = "▁▂▃▄▅▆▇█";
  private static final int FAILURES_MAX = 3;

  /** The first line; on a narrow screen without the kinds of connections. */
  static String of(Model model, int width) {
    if (model.nowMillis() == 0) {
      return "connecting";
    }
    if (model.disconnectedSince().isPresent()) {
      return "disconnected since " + model.disconnectedSince().get() + "; trying again";
    }
    String whole = of(model, connectionsByKind(model.totals()));
    return whole.length() <= width ? whole : of(model, "");
  }

  private static String of(Model model, String connectionsByKind) {
    JsonNode server = model.server();
    JsonNode totals = model.totals();
    long upMillis = model.nowMillis() - server.path("startedMillis").asLong(model.nowMillis());
    return server.path("name").asText("haulm")
        + "  up "
        + Show.time((double) upMillis)
        + "  conns "
        + totals.path("connections").asLong()
        + connectionsByKind
        + "  in "
        + Show.rate(totals.path("inPerSecond").asDouble())
        + "/s out "
        + Show.rate(totals.path("outPerSecond").asDouble())
        + "/s  WAL "
        + Show.bytes(totals.path("journalBytes").asLong())
        + "  ● live";
  }

  private static String connectionsByKind(JsonNode totals) {
    long producers = totals.path("producers").asLong();
    long workers = totals.path("workers").asLong();
    long idle = Math.max(0, totals.path("connections").asLong() - workers - producers);
    return " (" + producers + " prod " + workers + " work " + idle + " idle)";
  }

  /** The line below the table. */
  static String depthAndFailures(Model model) {
    StringBuilder text = new StringBuilder(" ");
    text.append(sparkline(model.depths()));
    text.append(" ready, last minute");
    if (!model.failures().isEmpty()) {
      text.append("      FAIL");
      model.failures().stream()
          .limit(FAILURES_MAX)
          .forEach(failure ->
              text.append(' ')
                  .append(failure.path("count").asLong())
                  .append(' ')
                  .append(failure.path("error").asText())
                  .append(" ·"));
      text.setLength(text.length() - 2);
    }
    return text.toString();
  }

  private static String sparkline(List<Long> depths) {
    int points = 20;
    long max = Math.max(1, depths.stream().mapToLong(Long::longValue).max().orElse(1));
    StringBuilder line = new StringBuilder();
    int from = Math.max(0, depths.size() - Model.DEPTHS_MAX);
    int step = Model.DEPTHS_MAX / points;
    for (int i = from; i < depths.size(); i += step) {
      long highest =
          depths.subList(i, Math.min(i + step, depths.size())).stream()
              .mapToLong(Long::longValue)
              .max()
              .orElse(0);
      line.append(STEPS.charAt((int) (highest * (STEPS.length() - 1) / max)));
    }
    return line.toString();
  }

  private Headline() {}
}
