package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said in a conversation with one server.
 *
 * @param lines one for each step and one for each reply
 * @param stepOfLine for each line, the index of the step that it belongs to
 * @param complete whether the server answered to the end; two servers that fall silent at the same
 *     point do not agree on anything
 */
public record Transcript(List<String> lines, List<Integer> stepOfLine, boolean complete) {

  private static final int COLUMN_CHARS = 76;

  /** Keeps copies. */
  public Transcript {
    lines = List.copyOf(lines);
    stepOfLine = List.copyOf(stepOfLine);
  }

  /** Index of the first line that differs; -1 when none does. */
  public int firstDifference(Transcript other) {
    int common = Math.min(lines.size(), other.lines.size());
    for (int i = 0; i < common; i++) {
      if (!lines.get(i).equals(other.lines.get(i))) {
        return i;
      }
    }
    return lines.size() == other.lines.size() ? -1 : common;
  }

  /** Both beside each other, with a mark at each line that differs; at most so many before. */
  public static String sideBySide(
      String leftName, Transcript left, String rightName, Transcript right, int linesBefore) {
    var text = new StringBuilder();
    row(text, leftName, ' ', rightName);
    int first = left.firstDifference(right);
    int end = Math.max(left.lines.size(), right.lines.size());
    for (int i = Math.max(0, first - linesBefore); i < end; i++) {
      String leftLine = i < left.lines.size() ? left.lines.get(i) : "";
      String rightLine = i < right.lines.size() ? right.lines.get(i) : "";
      if (leftLine.equals(rightLine)) {
        row(text, leftLine, ' ', rightLine);
      } else {
        rowsOfDifference(text, leftLine, rightLine);
      }
    }
    return text.toString();
  }

  /** A dictionary of forty lines is easier to compare line by line. */
  private static void rowsOfDifference(StringBuilder text, String left, String right) {
    List<String> leftParts = List.of(left.split("(?<=\\\\n)", 0));
    List<String> rightParts = List.of(right.split("(?<=\\\\n)", 0));
    for (int i = 0; i < Math.max(leftParts.size(), rightParts.size()); i++) {
      String leftPart = i < leftParts.size() ? leftParts.get(i) : "";
      String rightPart = i < rightParts.size() ? rightParts.get(i) : "";
      row(text, leftPart, leftPart.equals(rightPart) ? ' ' : '|', rightPart);
    }
  }

  private static void row(StringBuilder text, String left, char mark, String right) {
    int rows = Math.max(1, Math.max(rowsFor(left), rowsFor(right)));
    for (int i = 0; i < rows; i++) {
      String format = "%-" + COLUMN_CHARS + "s %c %s%n";
      text.append(format.formatted(part(left, i), mark, part(right, i)));
    }
  }

  private static int rowsFor(String line) {
    return (line.length() + COLUMN_CHARS - 1) / COLUMN_CHARS;
  }

  private static String part(String line, int row) {
    int start = Math.min(line.length(), row * COLUMN_CHARS);
    return line.substring(start, Math.min(line.length(), start + COLUMN_CHARS));
  }

  /** Gathers the lines. */
  public static final class Builder {
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> stepOfLine = new ArrayList<>();
    private int step = -1;
    private boolean complete = true;

    /** Begins a step. */
    public void step(String text) {
      step++;
      add(text);
    }

    /** Adds what came of the step. */
    public void add(String line) {
      lines.add(line);
      stepOfLine.add(step);
    }

    /** Notes why the conversation cannot go on. */
    public void breakOff(String why) {
      add("(" + why + ")");
      complete = false;
    }

    /** All of it so far. */
    public Transcript build() {
      return new Transcript(lines, stepOfLine, complete);
    }
  }
}
