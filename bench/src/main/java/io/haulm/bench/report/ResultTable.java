package io.haulm.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows results as text with a fixed width for each column. */
public final class ResultTable {
  private static final int LABEL_WIDTH = 22;
  private static final int COLUMN_WIDTH = 26;

  private ResultTable() {}

  /** A load: a row for each figure, a column for each contender, then the comparisons. */
  public static String of(LoadResult result) {
    List<String> contenders = List.copyOf(result.samples().keySet());
    StringBuilder table = new StringBuilder();
    table.append("\n").append(result.load()).append(": ").append(result.about()).append("\n");
    appendRow(table, "", contenders);
    for (Metric metric : Metric.values()) {
      List<String> cells = new ArrayList<>();
      for (String contender : contenders) {
        cells.add(cell(metric, result.figures(contender, metric)));
      }
      if (!cells.stream().allMatch(String::isEmpty)) {
        appendRow(table, metric.title(), cells);
      }
    }
    result.outcomes().forEach(outcome -> table.append("  ").append(line(outcome)).append("\n"));
    return table.toString();
  }

  /** All comparisons of all loads, with what is wanted and whether it is reached. */
  public static String summary(List<LoadResult> results) {
    StringBuilder summary = new StringBuilder("\nWanted and reached\n");
    for (LoadResult result : results) {
      for (LoadResult.Outcome outcome : result.outcomes()) {
        summary.append(String.format(Locale.ROOT, "  %-22s %s%n", result.load(), line(outcome)));
      }
    }
    return summary.toString();
  }

  private static String line(LoadResult.Outcome outcome) {
    Comparison comparison = outcome.comparison();
    Statistics ratio = outcome.ratio();
    return String.format(
        Locale.ROOT,
        "%-8s %-18s %6.2f (%.2f-%.2f)  wanted %s   %s / %s",
        outcome.isReached() ? "reached" : "MISSED",
        comparison.metric().title(),
        ratio.median(),
        ratio.min(),
        ratio.max(),
        comparison.wanted(),
        comparison.subject(),
        comparison.baseline());
  }

  private static void appendRow(StringBuilder table, String label, List<String> cells) {
    StringBuilder row = new StringBuilder(pad(label, LABEL_WIDTH));
    cells.forEach(cell -> row.append(pad(cell, COLUMN_WIDTH)));
    table.append("  ").append(row.toString().stripTrailing()).append("\n");
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String cell(Metric metric, List<Double> figures) {
    if (figures.isEmpty()) {
      return "";
    }
    Statistics statistics = Statistics.of(figures);
    String number = "%,." + metric.decimals() + "f";
    String text = String.format(Locale.ROOT, number, statistics.median());
    return figures.size() == 1
        ? text
        : text
            + String.format(
                Locale.ROOT,
                " (" + number + "-" + number + ")",
                statistics.min(),
                statistics.max());
  }
}
