package io.haulm.engine;

/** Something that has a next time at which it wants to be looked at: a tube or a session. */
abstract sealed class Timed permits Tube, Session {
  /** The place of what is in no heap. */
  static final int NOWHERE = -1;

  /** When it is due; {@link Long#MAX_VALUE} when never. Changed by {@link TimerHeap} only. */
  long dueMillis = Long.MAX_VALUE;

  /** Its place in the timer heap. */
  int timerPlace = NOWHERE;

  /** Decides between equal times, so that every replica decides alike: the older one is first. */
  private final long serial;

  Timed(long serial) {
    this.serial = serial;
  }

  // At the same time a tube comes before a session: a waiting reserve gets the job that becomes
  // ready at the very moment at which it would have timed out.
  final boolean isDueBefore(Timed other) {
    if (dueMillis != other.dueMillis) {
      return dueMillis < other.dueMillis;
    }
    boolean isTube = this instanceof Tube;
    return isTube == other instanceof Tube ? serial < other.serial : isTube;
  }
}
