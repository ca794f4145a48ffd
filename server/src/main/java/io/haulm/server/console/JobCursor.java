package io.haulm.server.console;

import java.util.Optional;

/**
 * Where a list of jobs goes on. To clients it is a text without a meaning.
 *
 * @param isWalk true for a walk over all jobs that is not at its end; false for a page of an order
 * @param slot of a walk: where it goes on
 * @param place of a page: behind which place it begins
 */
record JobCursor(boolean isWalk, int slot, JobOrder.Place place) {
  static final JobCursor BEGIN = new JobCursor(false, 0, JobOrder.Place.BEFORE_ALL);

  static JobCursor walk(int slot) {
    return new JobCursor(true, slot, JobOrder.Place.BEFORE_ALL);
  }

  static JobCursor behind(JobOrder.Place place) {
    return new JobCursor(false, 0, place);
  }

  String text() {
    return isWalk ? "w" + slot : "p" + place.major() + "_" + place.rank() + "_" + place.id();
  }

  /** Reads a cursor; empty when the text is none. */
  static Optional<JobCursor> parse(String text) {
    try {
      if (text.startsWith("w")) {
        int slot = Integer.parseInt(text.substring(1));
        return slot >= 0 ? Optional.of(walk(slot)) : Optional.empty();
      }
      String[] parts = text.split("_", -1);
      if (!text.startsWith("p") || parts.length != 3) {
        return Optional.empty();
      }
      return Optional.of(
          behind(
              new JobOrder.Place(
                  Integer.parseInt(parts[0].substring(1)),
                  Long.parseLong(parts[1]),
                  Long.parseLong(parts[2]))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
