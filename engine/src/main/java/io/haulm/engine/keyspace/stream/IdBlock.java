package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;

/** Ids behind the word IDS and a word that says how many they are. */
final class IdBlock {
  /**
   * Reads the ids.
   *
   * @param place of the word IDS
   */
  static IdList read(Call call, int place) {
    if (place + 1 >= call.count()) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    long count =
        call.integer(
            place + 1, 1, Integer.MAX_VALUE, "ERR Number of IDs must be a positive integer");
    int from = place + 2;
    if (count > call.count() - from) {
      throw new RefusedException("ERR The `numids` parameter must match the number of arguments");
    }
    return Streams.ids(call, from, from + (int) count);
  }

  private IdBlock() {}
}
