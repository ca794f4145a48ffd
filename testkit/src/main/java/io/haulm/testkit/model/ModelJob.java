package io.haulm.testkit.model;

import io.haulm.engine.JobBody;
import io.haulm.engine.JobState;
import io.haulm.engine.Session;
import org.jspecify.annotations.Nullable;

/** All that the model knows of one job. */
final class ModelJob {
  final long id;
  final long createdMillis;
  final long ttrMillis;
  final JobBody body;
  String tube;

  JobState state = JobState.READY;
  long priority;
  long delayMillis;

  /** When the delay ends (DELAYED) or the time to run (RESERVED); 0 in other states. */
  long untilMillis;

  /** When it came into its state; after a restart, when it was put. */
  long sinceMillis;

  /**
   * What {@link #sinceMillis} may be instead: the end of a delay is no fact, so it may come again
   * with a restart. 0 when there is no doubt.
   */
  long orSinceMillis;

  /** Place among the buried; 0 in other states. */
  long buriedOrder;

  /** Place among the reservations, so that a disconnect returns them in order. */
  long reservedOrder;

  /** Who holds it; null unless RESERVED. */
  @Nullable Session holder;

  int reserves;
  int timeouts;
  int releases;
  int buries;
  int kicks;

  /** By what it was discarded; of no meaning but in the trash. */
  long trashOperation;

  /** When it goes from the trash for good. */
  long trashUntilMillis;

  /** Value of {@link #reserves} when the job last changed in a way that must be remembered. */
  int reservesRemembered;

  ModelJob(long id, String tube, long createdMillis, long ttrMillis, JobBody body) {
    this.id = id;
    this.tube = tube;
    this.createdMillis = createdMillis;
    this.ttrMillis = ttrMillis;
    this.body = body;
  }

  /** After a restart all that is known of its time is when it was put. */
  void forgetSince(long nowMillis) {
    sinceMillis = createdMillis;
    orSinceMillis = state == JobState.READY && delayMillis > 0 ? nowMillis : 0;
  }

  /** Of two times that are right, the one that was seen. */
  void settleSince(long seenMillis) {
    if (orSinceMillis != 0 && seenMillis == orSinceMillis) {
      sinceMillis = seenMillis;
    }
    orSinceMillis = 0;
  }

  ModelJob copy() {
    ModelJob copy = new ModelJob(id, tube, createdMillis, ttrMillis, body);
    copy.state = state;
    copy.priority = priority;
    copy.delayMillis = delayMillis;
    copy.untilMillis = untilMillis;
    copy.sinceMillis = sinceMillis;
    copy.orSinceMillis = orSinceMillis;
    copy.buriedOrder = buriedOrder;
    copy.reservedOrder = reservedOrder;
    copy.holder = holder;
    copy.reserves = reserves;
    copy.timeouts = timeouts;
    copy.releases = releases;
    copy.buries = buries;
    copy.kicks = kicks;
    copy.trashOperation = trashOperation;
    copy.trashUntilMillis = trashUntilMillis;
    copy.reservesRemembered = reservesRemembered;
    return copy;
  }
}
