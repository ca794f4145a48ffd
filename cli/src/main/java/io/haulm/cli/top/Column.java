package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param title what stands above it
 * @param width in characters; of the flexible one, the least that it needs
 * @param isFlexible true for the one that takes the room that is left
 * @param isNumber true when it stands right
 * @param rank the higher, the sooner it goes when there is no room; 0 never goes
 * @param cell the text of a row
 */
record Column(
    String title,
    int width,
    boolean isFlexible,
    boolean isNumber,
    int rank,
    Function<JsonNode, String> cell) {
  static Column text(String title, int width, int rank, Function<JsonNode, String> cell) {
    return new Column(title, width, false, false, rank, cell);
  }

  static Column number(String title, int width, int rank, Function<JsonNode, String> cell) {
    return new Column(title, width, false, true, rank, cell);
  }

  static Column flexible(String title, int width, Function<JsonNode, String> cell) {
    return new Column(title, width, true, false, 0, cell);
  }
}
