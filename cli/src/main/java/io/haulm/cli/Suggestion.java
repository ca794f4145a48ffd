package io.haulm.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Guesses what somebody meant who wrote a word that does not exist. */
final class Suggestion {
  /** A word that differs in more letters is not what was meant. */
  private static final int DISTANCE_MAX = 3;

  private Suggestion() {}

  /** {@code ; did you mean 'put'?}, or nothing when no word is near. */
  static String sentence(String word, List<String> known) {
    return nearest(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private static Optional<String> nearest(String word, List<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.min(DISTANCE_MAX, word.length() / 2))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** How many letters must be put in, taken out or changed (Levenshtein). */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int change = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
        int best = Math.min(diagonal + change, Math.min(row[column], row[column - 1]) + 1);
        diagonal = row[column];
        row[column] = best;
      }
    }
    return row[other.length()];
  }
}
