package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/** The sessions that wait for a job of one tube, first come first served. */
final class WaiterQueue {
  private @Nullable Watch first;
  private @Nullable Watch last;
  private int size;

  int size() {
    return size;
  }

  /** The session that has waited longest; null when none waits. */
  @Nullable Session first() {
    return first == null ? null : first.session;
  }

  void add(Watch watch) {
    watch.previous = last;
    if (last == null) {
      first = watch;
    } else {
      last.next = watch;
    }
    last = watch;
    size++;
  }

  /** Takes out a watch that is in this queue. */
  void remove(Watch watch) {
    if (watch.previous == null) {
      Check.invariant(first == watch, "a waiter that is taken out was in the queue");
      first = watch.next;
    } else {
      watch.previous.next = watch.next;
    }
    if (watch.next == null) {
      last = watch.previous;
    } else {
      watch.next.previous = watch.previous;
    }
    watch.previous = null;
    watch.next = null;
    size--;
  }
}
