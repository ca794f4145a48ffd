package io.haulm.engine;

import io.haulm.engine.body.BodyStore;
import org.jspecify.annotations.Nullable;

/**
 * Changes what must outlive a restart. Each change is first told to the fact log, then made, and
 * made by the same code that recovery uses; so what recovery restores is what was.
 */
final class Ledger {
  private final FactLog facts;
  private final BodyStore bodies;
  private final JobTable jobs;
  private final JobIndex index;
  private final JobPlaces places;
  private final TubeRegistry tubes;
  private final Handout handout;

  private long lastJobId;
  private long lastBuriedOrder;

  Ledger(
      FactLog facts,
      BodyStore bodies,
      JobTable jobs,
      JobIndex index,
      JobPlaces places,
      TubeRegistry tubes,
      Handout handout) {
    this.facts = facts;
    this.bodies = bodies;
    this.jobs = jobs;
    this.index = index;
    this.places = places;
    this.tubes = tubes;
    this.handout = handout;
  }

  /** An id that was never given out before. */
  long takeId() {
    Check.invariant(lastJobId < Limits.JOB_ID_MAX, "job ids are not used up");
    return ++lastJobId;
  }

  long lastJobId() {
    return lastJobId;
  }

  /** Writes down that ids up to this one are taken. */
  void takeIdsUpTo(long jobId) {
    facts.append(new Fact.IdsTaken(jobId));
    lastJobId = Math.max(lastJobId, jobId);
  }

  long takeBuriedOrder() {
    return ++lastBuriedOrder;
  }

  /** Tells the log of a new job, without taking it in: {@link #accept} does. */
  long append(Fact.Job job) {
    return facts.append(job);
  }

  /** Takes in a job that the log has at {@code position}, and whose id is not known. */
  void accept(long nowMillis, Fact.Job job, long position, long bodyRef) {
    lastJobId = Math.max(lastJobId, job.jobId());
    Tube tube = tubes.findOrCreate(job.tube());
    int slot = jobs.take();
    jobs.setId(slot, job.jobId());
    jobs.setTubeAndState(slot, tube.number, job.state());
    jobs.setCreatedMillis(slot, job.createdMillis());
    jobs.setTtrMillis(slot, job.ttrMillis());
    jobs.setBodyRef(slot, bodyRef);
    jobs.setBodyBytes(slot, job.body().bytes());
    jobs.setPosition(slot, position);
    index.add(slot);
    setTerms(slot, job.priority(), job.delayMillis(), job.counts());
    place(nowMillis, slot, job.state(), job.untilMillis(), job.buriedOrder());
  }

  /** Makes a job ready that is in another state; nothing else about it changes but the counts. */
  void makeReady(long nowMillis, int slot, JobCounts counts) {
    long priority = jobs.priority(slot);
    change(nowMillis, slot, JobState.READY, priority, jobs.delayMillis(slot), 0, 0, counts);
  }

  /** Writes a change of a job's state down, and makes it. */
  void change(
      long nowMillis,
      int slot,
      JobState state,
      long priority,
      long delayMillis,
      long untilMillis,
      long buriedOrder,
      JobCounts counts) {
    var fact =
        new Fact.JobChanged(
            jobs.id(slot), state, priority, delayMillis, untilMillis, buriedOrder, counts);
    facts.append(fact);
    applyChange(nowMillis, slot, fact);
  }

  /** Writes down that a job is no longer delayed or buried, without a change to its place. */
  void appendReady(int slot) {
    facts.append(
        new Fact.JobChanged(
            jobs.id(slot),
            JobState.READY,
            jobs.priority(slot),
            jobs.delayMillis(slot),
            0,
            0,
            jobs.counts(slot)));
  }

  /** Writes down that a job is gone, and removes it. */
  void delete(int slot) {
    facts.append(new Fact.JobDeleted(jobs.id(slot)));
    applyDelete(slot);
  }

  /** Writes a pause, or its end, down, and makes it. */
  void pause(long nowMillis, Tube tube, long pauseMillis, long untilMillis) {
    facts.append(new Fact.TubePaused(tube.name, pauseMillis, untilMillis));
    applyPause(nowMillis, tube, pauseMillis, untilMillis);
  }

  /** Makes a pause, or its end, without writing it down: that a pause runs out is no fact. */
  void applyPause(long nowMillis, Tube tube, long pauseMillis, long untilMillis) {
    tube.pauseMillis = pauseMillis;
    tube.pausedUntilMillis = untilMillis;
    tubes.reschedule(tube);
    if (!tube.isPaused()) {
      tube.keptByPause = false;
      handout.offerAll(nowMillis, tube);
      tubes.removeUnlessAlive(tube);
    }
  }

  /** Writes a job anew, as it would be after a restart, and forgets its older record. */
  void rewrite(int slot) {
    JobState state = jobs.state(slot);
    // The deadline of a reservation and the rank of a ready job are no part of the fact.
    long rank = jobs.rank(slot);
    var fact =
        new Fact.Job(
            jobs.id(slot),
            places.tubeOf(slot).name,
            state == JobState.RESERVED ? JobState.READY : state,
            jobs.priority(slot),
            jobs.createdMillis(slot),
            jobs.delayMillis(slot),
            jobs.ttrMillis(slot),
            state == JobState.DELAYED ? rank : 0,
            state == JobState.BURIED ? rank : 0,
            jobs.counts(slot),
            jobs.body(slot));
    long position = facts.append(fact);
    forget(slot);
    jobs.setPosition(slot, position);
  }

  /** Makes a fact true that was read back from the log. */
  void replay(Fact.JobFact fact, long position) {
    switch (fact) {
      case Fact.Job job -> replace(job, position);
      case Fact.JobChanged changed -> {
        int slot = index.find(changed.jobId());
        if (slot != JobTable.NONE) {
          applyChange(0, slot, changed);
        }
      }
      case Fact.JobDeleted deleted -> {
        int slot = index.find(deleted.jobId());
        if (slot != JobTable.NONE) {
          applyDelete(slot);
        }
      }
      case Fact.TubePaused paused -> replayPause(paused);
      case Fact.IdsTaken taken -> lastJobId = Math.max(lastJobId, taken.jobId());
    }
  }

  /** A job's record may have been moved to the end of the log: the newer one replaces the older. */
  private void replace(Fact.Job job, long position) {
    int known = index.find(job.jobId());
    if (known != JobTable.NONE) {
      discard(known);
    }
    accept(0, job, position, JobBody.NOT_RESIDENT);
  }

  private void replayPause(Fact.TubePaused paused) {
    boolean begins = paused.untilMillis() != 0;
    @Nullable Tube tube = begins ? tubes.findOrCreate(paused.tube()) : tubes.find(paused.tube());
    if (tube != null) {
      tube.keptByPause = begins;
      applyPause(0, tube, paused.pauseMillis(), paused.untilMillis());
    }
  }

  private void applyChange(long nowMillis, int slot, Fact.JobChanged fact) {
    places.takeOut(slot);
    setTerms(slot, fact.priority(), fact.delayMillis(), fact.counts());
    place(nowMillis, slot, fact.state(), fact.untilMillis(), fact.buriedOrder());
  }

  private void applyDelete(int slot) {
    Tube tube = places.tubeOf(slot);
    discard(slot);
    tubes.removeUnlessAlive(tube);
  }

  private void setTerms(int slot, long priority, long delayMillis, JobCounts counts) {
    jobs.setPriority(slot, priority);
    jobs.setDelayMillis(slot, delayMillis);
    jobs.setCounts(slot, counts);
  }

  private void place(long nowMillis, int slot, JobState state, long untilMillis, long buriedOrder) {
    switch (state) {
      case READY -> handout.offer(nowMillis, slot);
      case DELAYED -> places.toDelayed(slot, untilMillis);
      case BURIED -> {
        lastBuriedOrder = Math.max(lastBuriedOrder, buriedOrder);
        places.toBuried(slot, buriedOrder);
      }
      case RESERVED -> throw new IllegalArgumentException("a reservation is no fact");
    }
  }

  private void discard(int slot) {
    places.takeOut(slot);
    index.remove(slot);
    if (jobs.bodyRef(slot) != JobBody.NOT_RESIDENT) {
      bodies.release(jobs.bodyRef(slot), jobs.bodyBytes(slot));
    }
    forget(slot);
    jobs.free(slot);
  }

  private void forget(int slot) {
    if (jobs.position(slot) != FactLog.NOWHERE) {
      facts.forget(jobs.position(slot), jobs.bodyBytes(slot));
    }
  }
}
