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
  private final Trash trash;
  private final JobEvents events;

  private long lastJobId;
  private long lastBuriedOrder;

  Ledger(
      FactLog facts,
      BodyStore bodies,
      JobTable jobs,
      JobIndex index,
      JobPlaces places,
      TubeRegistry tubes,
      Handout handout,
      Trash trash,
      JobEvents events) {
    this.facts = facts;
    this.bodies = bodies;
    this.jobs = jobs;
    this.index = index;
    this.places = places;
    this.tubes = tubes;
    this.handout = handout;
    this.trash = trash;
    this.events = events;
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

  /** Tells the log of a new job, without taking it in: {@link #accept} does. */
  long append(Fact.Job job) {
    return facts.append(job);
  }

  /**
   * Takes in a job that the log has at {@code position}, and whose id is not known.
   *
   * @param tube the one that the job names
   */
  void accept(long nowMillis, Tube tube, Fact.Job job, long position, long bodyRef) {
    lastJobId = Math.max(lastJobId, job.jobId());
    int slot = jobs.take();
    jobs.setId(slot, job.jobId());
    jobs.setTubeAndState(slot, tube.number, job.state());
    jobs.setTimes(slot, job.createdMillis(), job.ttrMillis(), job.delayMillis());
    jobs.setBodyRef(slot, bodyRef);
    jobs.setBodyBytes(slot, job.body().bytes());
    jobs.setPosition(slot, position);
    countIn(tube, slot);
    index.add(slot);
    jobs.setPriority(slot, job.priority());
    jobs.setCounts(slot, job.counts());
    place(nowMillis, slot, job.state(), job.untilMillis(), job.buriedOrder());
  }

  /**
   * Makes a job ready that is in another state; nothing else about it changes but the counts.
   *
   * @param by who did it; null for time or an administrator
   */
  void makeReady(long nowMillis, int slot, JobCounts counts, JobEvent event, @Nullable Session by) {
    change(nowMillis, slot, ready(slot, counts), event, by);
  }

  /** Puts a job aside that is in another state. */
  void bury(long nowMillis, int slot, long priority, @Nullable Session by) {
    var fact =
        new Fact.JobChanged(
            jobs.id(slot),
            JobState.BURIED,
            priority,
            jobs.delayMillis(slot),
            0,
            ++lastBuriedOrder,
            jobs.counts(slot).plusBury());
    change(nowMillis, slot, fact, JobEvent.BURIED, by);
  }

  /** Writes a change of a job's state down, and makes it. */
  void change(
      long nowMillis, int slot, Fact.JobChanged fact, JobEvent event, @Nullable Session by) {
    facts.append(fact);
    events.tell(event, nowMillis, fact.jobId(), by);
    applyChange(nowMillis, slot, fact);
  }

  /** Writes down that a job is no longer delayed or buried, without a change to its place. */
  void appendReady(int slot) {
    facts.append(ready(slot, jobs.counts(slot)));
  }

  /** Writes down that a job is gone, and removes it. */
  void delete(long nowMillis, int slot) {
    facts.append(new Fact.JobDeleted(jobs.id(slot)));
    applyDelete(nowMillis, slot);
  }

  /** Writes down that a job is in another tube, and moves it there. It is not reserved. */
  void move(long nowMillis, int slot, String tube) {
    var fact = new Fact.JobMoved(jobs.id(slot), tube);
    facts.append(fact);
    applyMove(nowMillis, slot, fact);
  }

  /** Writes down that a job has another priority, and gives it that. It is not reserved. */
  void edit(int slot, long priority) {
    JobState state = jobs.state(slot);
    long rank = jobs.rank(slot);
    facts.append(
        new Fact.JobChanged(
            jobs.id(slot),
            state,
            priority,
            jobs.delayMillis(slot),
            state == JobState.DELAYED ? rank : 0,
            state == JobState.BURIED ? rank : 0,
            jobs.counts(slot)));
    places.setPriority(slot, priority);
  }

  /**
   * Writes a job down with another priority and body, and gives them to it. It is not reserved.
   *
   * @param bodyRef where the new body lies in memory
   * @param keepsBody false when there is no room for it in memory once it is written down
   */
  void edit(int slot, long priority, long bodyRef, int bodyBytes, boolean keepsBody) {
    var body = new JobBody(bodyRef, FactLog.NOWHERE, bodyBytes);
    long position = facts.append(whole(slot, priority, body));
    Tube tube = places.tubeOf(slot);
    forget(slot);
    releaseBody(slot);
    countOut(tube, slot);
    jobs.setBodyBytes(slot, bodyBytes);
    jobs.setBodyRef(slot, bodyRef);
    jobs.setPosition(slot, position);
    countIn(tube, slot);
    places.setPriority(slot, priority);
    if (!keepsBody && position != FactLog.NOWHERE) {
      releaseBody(slot);
      jobs.setBodyRef(slot, JobBody.NOT_RESIDENT);
    }
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
    long position = facts.append(whole(slot, jobs.priority(slot), jobs.body(slot)));
    forget(slot);
    jobs.setPosition(slot, position);
  }

  private Fact.Job whole(int slot, long priority, JobBody body) {
    JobState state = jobs.state(slot);
    // The deadline of a reservation and the rank of a ready job are no part of the fact.
    long rank = jobs.rank(slot);
    return new Fact.Job(
        jobs.id(slot),
        places.tubeOf(slot).name,
        state == JobState.RESERVED ? JobState.READY : state,
        priority,
        jobs.createdMillis(slot),
        jobs.delayMillis(slot),
        jobs.ttrMillis(slot),
        state == JobState.DELAYED ? rank : 0,
        state == JobState.BURIED ? rank : 0,
        jobs.counts(slot),
        body);
  }

  private Fact.JobChanged ready(int slot, JobCounts counts) {
    return new Fact.JobChanged(
        jobs.id(slot), JobState.READY, jobs.priority(slot), jobs.delayMillis(slot), 0, 0, counts);
  }

  /** All facts were read back: from now on jobs become ready in the order of time. */
  void recovered() {
    for (Tube tube : tubes.all()) {
      tube.readyInOrder.sort(tube.ready.size());
    }
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
          applyDelete(0, slot);
        }
      }
      case Fact.JobMoved moved -> {
        int slot = index.find(moved.jobId());
        if (slot != JobTable.NONE) {
          applyMove(0, slot, moved);
        }
      }
      case Fact.TubePaused paused -> replayPause(paused);
      case Fact.IdsTaken taken -> lastJobId = Math.max(lastJobId, taken.jobId());
    }
  }

  /** A job's record may have been moved to the end of the log: the newer one replaces the older. */
  private void replace(Fact.Job job, long position) {
    int known = index.find(job.jobId());
    if (known == JobTable.NONE) {
      accept(0, tubes.findOrCreate(job.tube()), job, position, JobBody.NOT_RESIDENT);
    } else {
      Tube before = discard(0, known);
      accept(0, tubes.findOrCreate(job.tube()), job, position, JobBody.NOT_RESIDENT);
      tubes.removeUnlessAlive(before);
    }
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
    Tube _ = places.takeOut(nowMillis, slot);
    setTerms(slot, fact.priority(), fact.delayMillis(), fact.counts());
    place(nowMillis, slot, fact.state(), fact.untilMillis(), fact.buriedOrder());
  }

  private void applyMove(long nowMillis, int slot, Fact.JobMoved fact) {
    Tube to = tubes.findOrCreate(fact.tube());
    JobState state = jobs.state(slot);
    long rank = jobs.rank(slot);
    long sinceMillis = jobs.sinceMillis(slot);
    Tube from = places.takeOut(nowMillis, slot);
    countOut(from, slot);
    jobs.setTubeAndState(slot, to.number, state);
    countIn(to, slot);
    if (state == JobState.READY) {
      handout.offer(nowMillis, nowMillis == 0 ? 0 : sinceMillis, slot);
    } else {
      place(nowMillis, slot, state, rank, rank);
      jobs.setSinceMillis(slot, sinceMillis);
    }
    tubes.removeUnlessAlive(from);
  }

  private void applyDelete(long nowMillis, int slot) {
    tubes.removeUnlessAlive(discard(nowMillis, slot));
  }

  private void setTerms(int slot, long priority, long delayMillis, JobCounts counts) {
    jobs.setPriority(slot, priority);
    jobs.setDelayMillis(slot, delayMillis);
    jobs.setCounts(slot, counts);
  }

  private void place(long nowMillis, int slot, JobState state, long untilMillis, long buriedOrder) {
    switch (state) {
      case READY -> handout.offer(nowMillis, slot);
      case DELAYED -> places.toDelayed(nowMillis, slot, untilMillis);
      case BURIED -> {
        lastBuriedOrder = Math.max(lastBuriedOrder, buriedOrder);
        places.toBuried(nowMillis, slot, buriedOrder);
      }
      case RESERVED -> throw new IllegalArgumentException("a reservation is no fact");
    }
  }

  private Tube discard(long nowMillis, int slot) {
    Tube tube = places.takeOut(nowMillis, slot);
    countOut(tube, slot);
    index.remove(slot);
    releaseBody(slot);
    forget(slot);
    jobs.free(slot);
    return tube;
  }

  private void releaseBody(int slot) {
    if (jobs.bodyRef(slot) != JobBody.NOT_RESIDENT) {
      bodies.release(jobs.bodyRef(slot), jobs.bodyBytes(slot));
    }
  }

  private void countIn(Tube tube, int slot) {
    tube.bodyBytes += jobs.bodyBytes(slot);
    if (tube.isTrash()) {
      trash.entered(jobs.bodyBytes(slot));
    }
  }

  private void countOut(Tube tube, int slot) {
    tube.bodyBytes -= jobs.bodyBytes(slot);
    if (tube.isTrash()) {
      trash.left(jobs.bodyBytes(slot));
    }
  }

  private void forget(int slot) {
    if (jobs.position(slot) != FactLog.NOWHERE) {
      facts.forget(jobs.position(slot), jobs.bodyBytes(slot));
    }
  }
}
