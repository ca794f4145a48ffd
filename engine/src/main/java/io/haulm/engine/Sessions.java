package io.haulm.engine;

import java.util.function.Consumer;

/** All connected sessions, how many of them do what, and when each is due. */
final class Sessions {
  /** So long before the deadline of a reserved job its holder is warned if it waits. */
  static final long DEADLINE_MARGIN_MILLIS = 1000;

  private final JobTable jobs;
  private final TimerHeap timers;
  private final Numbered<Session> byNumber = new Numbered<>();

  private long total;
  private long producers;
  private long workers;
  private long waiting;

  Sessions(JobTable jobs, TimerHeap timers) {
    this.jobs = jobs;
    this.timers = timers;
  }

  long count() {
    return byNumber.count();
  }

  long total() {
    return total;
  }

  long producers() {
    return producers;
  }

  long workers() {
    return workers;
  }

  long waiting() {
    return waiting;
  }

  /**
   * Shows sessions in the order of their numbers.
   *
   * @param from the first number
   * @param max how many numbers to look at
   * @return the number to go on with; -1 at the end
   */
  int show(int from, int max, Consumer<SessionView> consumer) {
    int end = Math.min(byNumber.end(), from + max);
    for (int number = from; number < end; number++) {
      Session session = byNumber.find(number);
      if (session != null) {
        consumer.accept(session.view());
      }
    }
    return end < byNumber.end() ? end : -1;
  }

  Session get(int number) {
    return byNumber.get(number);
  }

  Session add(Object owner, Tube tube) {
    Session session = new Session(owner, byNumber.nextNumber(), ++total, tube);
    byNumber.add(session);
    tube.usingSessions++;
    tube.watchingSessions++;
    return session;
  }

  /** Forgets a session that waits for nothing and holds nothing any more. */
  void remove(Session session) {
    Check.invariant(!session.isWaiting, "a session that is removed does not wait");
    Check.invariant(session.reservedCount() == 0, "a session that is removed holds no job");
    session.isConnected = false;
    producers -= session.isProducer ? 1 : 0;
    workers -= session.isWorker ? 1 : 0;
    byNumber.remove(session.number);
  }

  void markProducer(Session session) {
    producers += session.isProducer ? 0 : 1;
    session.isProducer = true;
  }

  void markWorker(Session session) {
    if (session.isWorker) {
      return;
    }
    workers++;
    session.isWorker = true;
    for (int i = 0; i < session.watchCount(); i++) {
      session.watch(i).tube.workingSessions++;
    }
  }

  void beginWait(Session session, long untilMillis) {
    session.isWaiting = true;
    session.waitUntilMillis = untilMillis;
    waiting++;
    for (int i = 0; i < session.watchCount(); i++) {
      session.watch(i).tube.waiters.add(session.watch(i));
    }
    reschedule(session);
  }

  void endWait(Session session) {
    session.isWaiting = false;
    waiting--;
    for (int i = 0; i < session.watchCount(); i++) {
      session.watch(i).tube.waiters.remove(session.watch(i));
    }
    reschedule(session);
  }

  /** When the first of its reserved jobs runs out of time; {@link Long#MAX_VALUE} when none. */
  long deadlineMillis(Session session) {
    int slot = session.firstReserved();
    return slot == JobTable.NONE ? Long.MAX_VALUE : jobs.rank(slot);
  }

  /** From when on a waiting session is told {@link Reply.Plain#DEADLINE_SOON}. */
  long deadlineSoonMillis(Session session) {
    return session.firstReserved() == JobTable.NONE
        ? Long.MAX_VALUE
        : deadlineMillis(session) - DEADLINE_MARGIN_MILLIS;
  }

  /** To be called whenever its reserved jobs, their deadlines, or its waiting have changed. */
  void reschedule(Session session) {
    long dueMillis =
        session.isWaiting
            ? Math.min(session.waitUntilMillis, deadlineSoonMillis(session))
            : deadlineMillis(session);
    timers.schedule(session, dueMillis);
  }
}
