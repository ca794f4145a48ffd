package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;

/** The two ends of a list. */
enum ListEnd {
  LEFT("lpush", "lpop"),
  RIGHT("rpush", "rpop");

  /** What is said to have happened when elements come or go at this end. */
  final String pushEvent;

  final String popEvent;

  ListEnd(String pushEvent, String popEvent) {
    this.pushEvent = pushEvent;
    this.popEvent = popEvent;
  }

  /**
   * The end that a word names.
   *
   * @throws RefusedException when it names none
   */
  static ListEnd of(Call call, int place) {
    if (call.is(place, "LEFT")) {
      return LEFT;
    }
    if (call.is(place, "RIGHT")) {
      return RIGHT;
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }
}
