package io.haulm.engine;

import io.haulm.engine.body.BodyStore;
import org.jspecify.annotations.Nullable;

/** Takes new jobs in, in two steps: the put line, then the body. */
final class PutHandler {
  /** A job with less time to run could be over before its worker has read it. */
  static final long TTR_MILLIS_WHEN_ZERO = 1000;

  private final EngineOptions options;
  private final JobTable jobs;
  private final BodyStore bodies;
  private final Sessions sessions;
  private final Ledger ledger;
  private final JobEvents events;
  private boolean draining;
  private long totalJobs;

  PutHandler(
      EngineOptions options,
      JobTable jobs,
      BodyStore bodies,
      Sessions sessions,
      Ledger ledger,
      JobEvents events) {
    this.options = options;
    this.jobs = jobs;
    this.bodies = bodies;
    this.sessions = sessions;
    this.ledger = ledger;
    this.events = events;
  }

  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  long totalJobs() {
    return totalJobs;
  }

  // The id is taken now, because jobs of one priority are served in the order in which their put
  // lines came in, however slowly their bodies follow.
  Reply begin(long nowMillis, Command.BeginPut put) {
    Session session = put.session();
    sessions.markProducer(session);
    session.putId = ledger.takeId();
    session.putPriority = put.priority();
    session.putDelayMillis = put.delayMillis();
    session.putTtrMillis = put.ttrMillis() == 0 ? TTR_MILLIS_WHEN_ZERO : put.ttrMillis();
    session.putBegunMillis = nowMillis;
    return Reply.Plain.SEND_BODY;
  }

  Reply end(long nowMillis, Command.EndPut put) {
    Session session = put.session();
    Check.invariant(session.putId != 0, "a put that ends was begun");
    boolean isTaken = false;
    try {
      JobBody body = new JobBody(put.bodyRef(), FactLog.NOWHERE, put.bodyBytes());
      Reply reply = take(nowMillis, session.used, newJob(nowMillis, session, body), session);
      isTaken = reply instanceof Reply.Inserted;
      return reply;
    } finally {
      session.putId = 0;
      if (!isTaken && put.bodyRef() != BodyStore.NONE) {
        bodies.release(put.bodyRef(), put.bodyBytes());
      }
    }
  }

  /**
   * Takes a job in that is put now, unless that must be refused; its body is then the caller's
   * still.
   */
  Reply take(long nowMillis, Tube tube, Fact.Job job, @Nullable Session by) {
    if (draining) {
      return Reply.Plain.DRAINING;
    }
    boolean hasRoom = job.body().ref() != BodyStore.NONE && jobs.ensureRoom();
    if (!hasRoom || !append(nowMillis, tube, job, by)) {
      return Reply.Plain.OUT_OF_MEMORY;
    }
    totalJobs++;
    tube.totalJobs++;
    return new Reply.Inserted(job.jobId());
  }

  /** Takes in a job from elsewhere; it was not put here, so no count of puts moves. */
  void adopt(long nowMillis, Tube tube, Fact.Job job) {
    Check.invariant(
        jobs.ensureRoom() && append(nowMillis, tube, job, null), "there is memory for a job");
  }

  /** Writes the job down and takes it in; its body stays in memory if there is room for it. */
  private boolean append(long nowMillis, Tube tube, Fact.Job job, @Nullable Session by) {
    long position = ledger.append(job);
    long keptRef = job.body().ref();
    if (bodies.takenBytes() > options.bodyBytesMax()) {
      if (position == FactLog.NOWHERE) {
        return false;
      }
      bodies.release(keptRef, job.body().bytes());
      keptRef = JobBody.NOT_RESIDENT;
    }
    events.tell(JobEvent.PUT, nowMillis, job.jobId(), by);
    ledger.accept(nowMillis, tube, job, position, keptRef);
    return true;
  }

  private static Fact.Job newJob(long nowMillis, Session session, JobBody body) {
    boolean isDelayed = session.putDelayMillis > 0;
    return new Fact.Job(
        session.putId,
        session.used.name,
        isDelayed ? JobState.DELAYED : JobState.READY,
        session.putPriority,
        session.putBegunMillis,
        session.putDelayMillis,
        session.putTtrMillis,
        isDelayed ? nowMillis + session.putDelayMillis : 0,
        0,
        JobCounts.ZERO,
        body);
  }
}
