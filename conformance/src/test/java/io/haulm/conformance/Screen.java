package io.haulm.conformance;

import java.util.Arrays;

/**
 * What a terminal of 24 lines and 80 columns shows: as much of an xterm as a program needs that
 * paints a whole screen. Colours are not kept. Wide characters count as one place.
 */
final class Screen {
  private static final int ROWS = 24;
  private static final int COLUMNS = 80;
  private static final char ESCAPE = 27;

  private final char[][] cells = new char[ROWS][COLUMNS];
  private final StringBuilder sequence = new StringBuilder();
  private int row;
  private int column;

  Screen() {
    clear(0, ROWS);
  }

  /** Takes a character in. */
  synchronized void take(char character) {
    if (!sequence.isEmpty() || character == ESCAPE) {
      sequence.append(character);
      if (isWhole()) {
        obey(sequence.toString());
        sequence.setLength(0);
      }
      return;
    }
    switch (character) {
      case '\r' -> column = 0;
      case '\n' -> row = Math.min(ROWS - 1, row + 1);
      case '\b' -> column = Math.max(0, column - 1);
      default -> write(character);
    }
  }

  private void write(char character) {
    if (character >= ' ' && column < COLUMNS) {
      cells[row][column] = character;
      column++;
    }
  }

  /** What is seen. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    for (char[] line : cells) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private boolean isWhole() {
    int length = sequence.length();
    if (length < 2) {
      return false;
    }
    char last = sequence.charAt(length - 1);
    return sequence.charAt(1) == '['
        ? length > 2 && last >= '@' && last <= '~'
        : sequence.charAt(1) != '(' || length > 2;
  }

  private void obey(String text) {
    char last = text.charAt(text.length() - 1);
    if (text.charAt(1) != '[' || text.indexOf('?') >= 0) {
      return;
    }
    String[] parameters = text.substring(2, text.length() - 1).split(";", -1);
    int first = number(parameters[0], 1);
    switch (last) {
      case 'A' -> row = Math.max(0, row - first);
      case 'B' -> row = Math.min(ROWS - 1, row + first);
      case 'C' -> column = Math.min(COLUMNS - 1, column + first);
      case 'D' -> column = Math.max(0, column - first);
      case 'G' -> column = first - 1;
      case 'd' -> row = first - 1;
      case 'H' -> {
        row = first - 1;
        column = parameters.length > 1 ? number(parameters[1], 1) - 1 : 0;
      }
      case 'J' -> {
        if (number(parameters[0], 0) == 2) {
          clear(0, ROWS);
        } else {
          Arrays.fill(cells[row], column, COLUMNS, ' ');
          clear(row + 1, ROWS);
        }
      }
      case 'K' -> Arrays.fill(cells[row], column, COLUMNS, ' ');
      case 'X' -> Arrays.fill(cells[row], column, Math.min(COLUMNS, column + first), ' ');
      case 'L' -> insertLines(first);
      case 'M' -> deleteLines(first);
      default -> {
        // A colour, or something that shows nothing.
      }
    }
  }

  private void insertLines(int count) {
    column = 0;
    for (int i = ROWS - 1; i >= row; i--) {
      boolean comesFromAbove = i - count >= row;
      System.arraycopy(comesFromAbove ? cells[i - count] : blank(), 0, cells[i], 0, COLUMNS);
    }
  }

  private void deleteLines(int count) {
    column = 0;
    for (int i = row; i < ROWS; i++) {
      System.arraycopy(i + count < ROWS ? cells[i + count] : blank(), 0, cells[i], 0, COLUMNS);
    }
  }

  private void clear(int from, int to) {
    for (int i = from; i < to; i++) {
      cells[i] = blank();
    }
  }

  private static char[] blank() {
    char[] line = new char[COLUMNS];
    Arrays.fill(line, ' ');
    return line;
  }

  private static int number(String text, int otherwise) {
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }
}
