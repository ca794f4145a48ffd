package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/**
 * One job as it is looked at: the same object shows one job after the other, so that a look at a
 * million of them makes no garbage. Who wants to keep a job takes its {@link #row}.
 */
public final class JobView {
  private final JobTable jobs;
  private final JobPlaces places;
  private final Sessions sessions;
  private int slot;

  JobView(JobTable jobs, JobPlaces places, Sessions sessions) {
    this.jobs = jobs;
    this.places = places;
    this.sessions = sessions;
  }

  JobView show(int newSlot) {
    slot = newSlot;
    return this;
  }

  /** Its id. */
  public long id() {
    return jobs.id(slot);
  }

  /** The name of its tube. */
  public String tube() {
    return places.tubeOf(slot).name;
  }

  /** Its state. */
  public JobState state() {
    return jobs.state(slot);
  }

  /** By what, and then by id, jobs of one tube and state are ordered. */
  public long rank() {
    return jobs.rank(slot);
  }

  /** Its priority. */
  public long priority() {
    return jobs.priority(slot);
  }

  /** When it was put. */
  public long createdMillis() {
    return jobs.createdMillis(slot);
  }

  /** When it came into its present state. After a restart, when it was put. */
  public long sinceMillis() {
    return jobs.sinceMillis(slot);
  }

  /** Its last delay. */
  public long delayMillis() {
    return jobs.delayMillis(slot);
  }

  /** Its time to run. */
  public long ttrMillis() {
    return jobs.ttrMillis(slot);
  }

  /** The length of its body. */
  public int bodyBytes() {
    return jobs.bodyBytes(slot);
  }

  /** What happened to it so far. */
  public JobCounts counts() {
    return jobs.counts(slot);
  }

  /** The owner of the session that has reserved it; null when none has. */
  public @Nullable Object holder() {
    return state() == JobState.RESERVED ? sessions.get(jobs.holder(slot)).owner() : null;
  }

  /** The job as it is now. */
  public JobRow row() {
    return new JobRow(
        id(),
        tube(),
        state(),
        rank(),
        priority(),
        createdMillis(),
        sinceMillis(),
        delayMillis(),
        ttrMillis(),
        counts(),
        jobs.body(slot),
        holder());
  }
}
