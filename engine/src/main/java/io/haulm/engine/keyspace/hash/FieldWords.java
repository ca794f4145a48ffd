package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** The words {@code FIELDS n field ...} that end most commands on single fields. */
final class FieldWords {
  /** Refusal of a number of fields that is none, for most commands. */
  static final String NOT_POSITIVE = "ERR Number of fields must be a positive integer";

  /**
   * The fields behind the word FIELDS at this place, which are all words that follow.
   *
   * @param notPositive the reply when their number is none
   */
  static byte[][] fields(Call call, int place, String notPositive) {
    if (place + 1 >= call.count() || !call.is(place, "FIELDS")) {
      throw new RefusedException(
          "ERR Mandatory argument FIELDS is missing or not at the right position");
    }
    long count = call.integerOrRefuse(place + 1, 1, Long.MAX_VALUE, notPositive);
    if (count != call.count() - place - 2) {
      throw new RefusedException(
          "ERR The `numfields` parameter must match the number of arguments");
    }
    return Arrays.copyOfRange(call.argv(), place + 2, call.count());
  }

  private FieldWords() {}
}
