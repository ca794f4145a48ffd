package io.haulm.engine;

import io.haulm.engine.body.BodyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * What an administrator may do to jobs and tubes, from outside of any session. Jobs in the trash
 * are not there, but for {@link #restore}.
 */
public final class Administration {
  /** How an act ended. */
  public enum Outcome {
    /** It was done. */
    DONE,
    /** There is no such job or tube. */
    NOT_FOUND,
    /** The job's state does not allow it: mostly, somebody has reserved the job. */
    WRONG_STATE,
    /** There is no room for it, in memory or on disk. */
    NO_ROOM
  }

  /** Jobs that were deleted together, from one tube, and can be brought back. */
  public record Deletion(TrashName name, long jobs, long bodyBytes) {
    /** How much it takes of the room of the trash. */
    public long bytes() {
      return bodyBytes + jobs * Trash.JOB_BYTES;
    }
  }

  private final EngineOptions options;
  private final JobTable jobs;
  private final VisibleJobs visible;
  private final BodyStore bodies;
  private final JobPlaces places;
  private final TubeRegistry tubes;
  private final Ledger ledger;
  private final PutHandler puts;
  private final JobEvents events;
  private final Trash trash;

  Administration(
      EngineOptions options,
      JobTable jobs,
      VisibleJobs visible,
      BodyStore bodies,
      JobPlaces places,
      TubeRegistry tubes,
      Ledger ledger,
      PutHandler puts,
      JobEvents events,
      Trash trash) {
    this.options = options;
    this.jobs = jobs;
    this.visible = visible;
    this.bodies = bodies;
    this.places = places;
    this.tubes = tubes;
    this.ledger = ledger;
    this.puts = puts;
    this.events = events;
    this.trash = trash;
  }

  /** Makes a delayed or buried job ready. */
  public Outcome kick(long nowMillis, long jobId) {
    int slot = visible.find(jobId);
    if (slot == JobTable.NONE) {
      return Outcome.NOT_FOUND;
    }
    return switch (jobs.state(slot)) {
      case READY, RESERVED -> Outcome.WRONG_STATE;
      case DELAYED, BURIED ->
          makeReady(nowMillis, slot, jobs.counts(slot).plusKick(), JobEvent.KICKED);
    };
  }

  /** Takes a reserved job away from its holder, and makes it ready. */
  public Outcome release(long nowMillis, long jobId) {
    int slot = visible.find(jobId);
    if (slot == JobTable.NONE) {
      return Outcome.NOT_FOUND;
    }
    return jobs.state(slot) == JobState.RESERVED
        ? makeReady(nowMillis, slot, jobs.counts(slot).plusRelease(), JobEvent.RELEASED)
        : Outcome.WRONG_STATE;
  }

  /** Puts a ready or delayed job aside. */
  public Outcome bury(long nowMillis, long jobId) {
    int slot = visible.find(jobId);
    if (slot == JobTable.NONE) {
      return Outcome.NOT_FOUND;
    }
    return switch (jobs.state(slot)) {
      case BURIED, RESERVED -> Outcome.WRONG_STATE;
      case READY, DELAYED -> attempt(() -> ledger.bury(nowMillis, slot, jobs.priority(slot), null));
    };
  }

  /**
   * Moves a job into another tube, which is made if it is missing. The job keeps its id, priority,
   * delay, time to run, state, time in that state, and place in the order.
   *
   * @param tube a valid name
   */
  public Outcome move(long nowMillis, long jobId, String tube) {
    return move(nowMillis, jobId, tube, JobEvent.MOVED);
  }

  /** Moves a job into the trash, from where {@link #restore} brings it back until the deadline. */
  public Outcome discard(long nowMillis, long jobId, long operation, long deadlineMillis) {
    int slot = visible.find(jobId);
    if (slot == JobTable.NONE) {
      return Outcome.NOT_FOUND;
    }
    String name = new TrashName(deadlineMillis, operation, places.tubeOf(slot).name).text();
    return move(nowMillis, jobId, name, JobEvent.DELETED);
  }

  /**
   * Brings jobs back that an operation has moved into the trash, as if they had never been there.
   *
   * @param max how many at most
   * @return how many came back; 0 when none is left
   */
  public int restore(long nowMillis, long operation, int max) {
    int restored = 0;
    for (Tube tube : List.copyOf(trash.tubes())) {
      TrashName name = Check.present(tube.trash, "the trash has tubes of the trash only");
      while (name.operation() == operation && restored < max) {
        int slot = tube.anyUnreserved();
        if (slot == JobTable.NONE) {
          break;
        }
        long jobId = jobs.id(slot);
        ledger.move(nowMillis, slot, name.tube());
        events.tell(JobEvent.MOVED, nowMillis, jobId, null);
        restored++;
      }
    }
    return restored;
  }

  /** What is in the trash, what goes first coming first. */
  public List<Deletion> trash() {
    List<Deletion> deletions = new ArrayList<>();
    for (Tube tube : trash.tubes()) {
      TrashName name = Check.present(tube.trash, "the trash has tubes of the trash only");
      long count = tube.ready.size() + (long) tube.delayed.size() + tube.buried.size();
      deletions.add(new Deletion(name, count, tube.bodyBytes));
    }
    return deletions;
  }

  /** Gives a job that nobody has reserved another priority. */
  public Outcome edit(long nowMillis, long jobId, long priority) {
    Check.inRange("priority", priority, 0, Limits.PRIORITY_MAX);
    int slot = visible.find(jobId);
    if (slot == JobTable.NONE) {
      return Outcome.NOT_FOUND;
    }
    if (jobs.state(slot) == JobState.RESERVED) {
      return Outcome.WRONG_STATE;
    }
    return edited(nowMillis, jobId, attempt(() -> ledger.edit(slot, priority)));
  }

  /**
   * Gives a job that nobody has reserved another priority and body.
   *
   * @param bodyRef a body in {@link Engine#bodies()}, the engine's from here on whatever comes of
   *     it; or {@link BodyStore#NONE} when there was no memory for it
   */
  public Outcome edit(long nowMillis, long jobId, long priority, long bodyRef, int bodyBytes) {
    Check.inRange("priority", priority, 0, Limits.PRIORITY_MAX);
    if (bodyRef == BodyStore.NONE) {
      return Outcome.NO_ROOM;
    }
    int slot = visible.find(jobId);
    Outcome outcome;
    if (slot == JobTable.NONE) {
      outcome = Outcome.NOT_FOUND;
    } else if (jobs.state(slot) == JobState.RESERVED) {
      outcome = Outcome.WRONG_STATE;
    } else {
      boolean keepsBody = bodies.takenBytes() <= options.bodyBytesMax();
      outcome = attempt(() -> ledger.edit(slot, priority, bodyRef, bodyBytes, keepsBody));
    }
    if (outcome != Outcome.DONE) {
      bodies.release(bodyRef, bodyBytes);
    }
    return edited(nowMillis, jobId, outcome);
  }

  /**
   * Puts a job.
   *
   * @param tube a valid name
   * @param bodyRef as for {@link Command.EndPut}
   */
  public Reply put(
      long nowMillis,
      String tube,
      long priority,
      long delayMillis,
      long ttrMillis,
      long bodyRef,
      int bodyBytes) {
    boolean isDelayed = delayMillis > 0;
    var job =
        new Fact.Job(
            ledger.takeId(),
            tube,
            isDelayed ? JobState.DELAYED : JobState.READY,
            priority,
            nowMillis,
            delayMillis,
            ttrMillis == 0 ? PutHandler.TTR_MILLIS_WHEN_ZERO : ttrMillis,
            isDelayed ? nowMillis + delayMillis : 0,
            0,
            JobCounts.ZERO,
            new JobBody(bodyRef, FactLog.NOWHERE, bodyBytes));
    Tube target = tubes.findOrCreate(tube);
    Reply reply = takeIn(nowMillis, target, job);
    if (!(reply instanceof Reply.Inserted)) {
      tubes.removeUnlessAlive(target);
      if (bodyRef != BodyStore.NONE) {
        bodies.release(bodyRef, bodyBytes);
      }
    }
    return reply;
  }

  /** Stops reservations from a tube for a while; 0 ends a pause. */
  public Outcome pause(long nowMillis, String name, long pauseMillis) {
    Check.inRange("pauseMillis", pauseMillis, 0, Limits.DURATION_MILLIS_MAX);
    Tube tube = tubes.find(name);
    if (tube == null || tube.isTrash()) {
      return Outcome.NOT_FOUND;
    }
    if (pauseMillis == 0 && !tube.isPaused()) {
      return Outcome.WRONG_STATE;
    }
    long untilMillis = pauseMillis == 0 ? 0 : nowMillis + pauseMillis;
    return attempt(() -> ledger.pause(nowMillis, tube, pauseMillis, untilMillis));
  }

  private Reply takeIn(long nowMillis, Tube tube, Fact.Job job) {
    try {
      return puts.take(nowMillis, tube, job, null);
    } catch (FactLogFullException _) {
      return Reply.Plain.OUT_OF_MEMORY;
    }
  }

  private Outcome makeReady(long nowMillis, int slot, JobCounts counts, JobEvent event) {
    return attempt(() -> ledger.makeReady(nowMillis, slot, counts, event, null));
  }

  private Outcome move(long nowMillis, long jobId, String tube, JobEvent event) {
    int slot = visible.find(jobId);
    if (slot == JobTable.NONE) {
      return Outcome.NOT_FOUND;
    }
    if (jobs.state(slot) == JobState.RESERVED || places.tubeOf(slot).name.equals(tube)) {
      return Outcome.WRONG_STATE;
    }
    Outcome outcome = attempt(() -> ledger.move(nowMillis, slot, tube));
    if (outcome == Outcome.DONE) {
      events.tell(event, nowMillis, jobId, null);
    }
    return outcome;
  }

  private Outcome edited(long nowMillis, long jobId, Outcome outcome) {
    if (outcome == Outcome.DONE) {
      events.tell(JobEvent.EDITED, nowMillis, jobId, null);
    }
    return outcome;
  }

  private static Outcome attempt(Runnable act) {
    try {
      act.run();
      return Outcome.DONE;
    } catch (FactLogFullException _) {
      // The log takes a fact before the state changes, so nothing has happened.
      return Outcome.NO_ROOM;
    }
  }
}
