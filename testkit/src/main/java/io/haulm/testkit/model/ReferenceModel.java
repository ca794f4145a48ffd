package io.haulm.testkit.model;

import io.haulm.engine.Check;
import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts.Kind;
import io.haulm.engine.Effect;
import io.haulm.engine.FactLog;
import io.haulm.engine.JobBody;
import io.haulm.engine.JobState;
import io.haulm.engine.Limits;
import io.haulm.engine.Reply;
import io.haulm.engine.Reply.Plain;
import io.haulm.engine.Session;
import io.haulm.engine.body.BodyStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a queue server that speaks the beanstalkd protocol must do: obviously right before anything
 * else.
 *
 * <p>Where beanstalkd leaves something to chance or errs, the model holds what Haulm promises:
 * sessions that wait are served first come, first served; a job whose body is still arriving cannot
 * be seen; a time to run always ends on time.
 *
 * <p>The body in a reply is the one that was given with {@link Command.EndPut}, without a position.
 */
public final class ReferenceModel {
  private static final long TTR_MILLIS_MIN = 1000;

  private final ModelState state;
  private final ModelTime time;
  private boolean logFull;

  /** A model without jobs. */
  public ReferenceModel() {
    this(new ModelState());
  }

  private ReferenceModel(ModelState state) {
    this.state = state;
    this.time = new ModelTime(state);
  }

  /** A model that goes its own way from here on. */
  public ReferenceModel copy() {
    ReferenceModel copy = new ReferenceModel(state.copy());
    copy.logFull = logFull;
    return copy;
  }

  /** What happens by time. */
  public ModelTime time() {
    return time;
  }

  ModelState state() {
    return state;
  }

  /** The answers to sessions that waited, since the last call. */
  public List<Effect> takeEffects() {
    List<Effect> taken = List.copyOf(state.effects);
    state.effects.clear();
    return taken;
  }

  /** While the log is full, every put is refused. */
  public void setLogFull(boolean full) {
    logFull = full;
  }

  /** From now on every put is refused with DRAINING. */
  public void drain() {
    state.draining = true;
  }

  /** A new connection: uses and watches the tube {@code default}. */
  public void connect(Session handle) {
    ModelSession session = new ModelSession(handle);
    session.watches.add(ModelState.DEFAULT_TUBE);
    state.sessions.add(session);
    state.totalSessions++;
  }

  /** The connection is gone; its jobs become ready in the order in which they were reserved. */
  public void disconnect(long nowMillis, Session handle) {
    ModelSession session = state.session(handle);
    state.waiting.remove(session);
    state.sessions.remove(session);
    List<ModelJob> held = state.jobsHeldBy(session).toList();
    held.forEach(job -> state.makeReady(nowMillis, job));
    while (!session.watches.isEmpty()) {
      String tube = session.watches.getFirst();
      ModelState.removeAndFillWithLast(session.watches, tube);
      if (!tube.equals(session.uses)) {
        state.forgetTubeIfUnneeded(tube);
      }
    }
    state.forgetTubeIfUnneeded(session.uses);
  }

  /** The client sends nothing more: from now on it does not wait. */
  public void halfClose(Session handle) {
    ModelSession session = state.session(handle);
    session.halfClosed = true;
    if (session.waiting) {
      state.answer(session, Plain.TIMED_OUT);
    }
  }

  /** Counts a command that the face refused. */
  public void countRefused(Kind kind) {
    count(kind);
  }

  private void count(Kind kind) {
    state.commands.merge(kind, 1L, Long::sum);
  }

  /** Does what a command asks, all but {@code stats}. */
  public Reply apply(long nowMillis, Command command) {
    ModelSession session = state.session(command.session());
    Check.invariant(!session.waiting, "a session that waits sends no command");
    if (command instanceof Command.EndPut endPut) {
      return endPut(nowMillis, session, endPut);
    }
    // Whoever begins something else will never finish the put.
    session.put = null;
    return switch (command) {
      case Command.BeginPut c -> beginPut(nowMillis, session, c);
      case Command.EndPut _ -> throw new IllegalStateException("was met above");
      case Command.Use c -> use(session, c.tube());
      case Command.Watch c -> watch(session, c.tube());
      case Command.Ignore c -> ignore(session, c.tube());
      case Command.Reserve _ -> {
        count(Kind.RESERVE);
        yield reserve(nowMillis, session, Long.MAX_VALUE);
      }
      case Command.ReserveWithTimeout c -> {
        count(Kind.RESERVE_WITH_TIMEOUT);
        yield reserve(nowMillis, session, nowMillis + c.timeoutMillis());
      }
      case Command.ReserveJob c -> reserveJob(nowMillis, session, c.jobId());
      case Command.Delete c -> delete(session, c.jobId());
      case Command.Release c -> release(nowMillis, session, c);
      case Command.Bury c -> bury(nowMillis, session, c);
      case Command.Touch c -> touch(nowMillis, session, c.jobId());
      case Command.Kick c -> kick(nowMillis, session, c.bound());
      case Command.KickJob c -> kickJob(nowMillis, c.jobId());
      case Command.PauseTube c -> pauseTube(nowMillis, c);
      case Command.Peek _,
          Command.PeekReady _,
          Command.PeekDelayed _,
          Command.PeekBuried _,
          Command.StatsJob _,
          Command.StatsTube _,
          Command.ListTubes _,
          Command.ListTubeUsed _,
          Command.ListTubesWatched _ ->
          look(nowMillis, session, command);
      case Command.Stats _ -> throw new IllegalArgumentException("ask stats(session)");
    };
  }

  private Reply look(long nowMillis, ModelSession session, Command command) {
    ModelLook look = new ModelLook(state, nowMillis);
    count(ModelLook.kindOf(command));
    return look.answer(session, command);
  }

  /** Answers {@link Command.Stats}. */
  public ModelStats stats(Session handle) {
    state.session(handle).put = null;
    count(Kind.STATS);
    return ModelLook.stats(state);
  }

  private Reply beginPut(long nowMillis, ModelSession session, Command.BeginPut c) {
    count(Kind.PUT);
    session.producer = true;
    long ttrMillis = c.ttrMillis() == 0 ? TTR_MILLIS_MIN : c.ttrMillis();
    session.put =
        new ModelSession.PutBegun(
            state.nextJobId++, nowMillis, c.priority(), c.delayMillis(), ttrMillis);
    return Plain.SEND_BODY;
  }

  private Reply endPut(long nowMillis, ModelSession session, Command.EndPut c) {
    ModelSession.PutBegun put = session.put;
    if (put == null) {
      throw new IllegalArgumentException("no put was begun");
    }
    session.put = null;
    if (state.draining) {
      return Plain.DRAINING;
    }
    if (logFull || c.bodyRef() == BodyStore.NONE) {
      return Plain.OUT_OF_MEMORY;
    }
    JobBody body = new JobBody(c.bodyRef(), FactLog.NOWHERE, c.bodyBytes());
    ModelJob job =
        new ModelJob(put.jobId(), session.uses, put.createdMillis(), put.ttrMillis(), body);
    job.priority = put.priority();
    job.delayMillis = put.delayMillis();
    state.jobs.add(job);
    state.totalJobs++;
    state.tubeOf(job).totalJobs++;
    becomeReadyOrDelayed(nowMillis, job);
    return new Reply.Inserted(job.id);
  }

  private void becomeReadyOrDelayed(long nowMillis, ModelJob job) {
    job.reservesRemembered = job.reserves;
    if (job.delayMillis > 0) {
      state.makeDelayed(nowMillis, job, job.delayMillis);
    } else {
      state.makeReady(nowMillis, job);
    }
  }

  private Reply use(ModelSession session, String tube) {
    count(Kind.USE);
    state.wantTube(tube);
    String before = session.uses;
    session.uses = tube;
    state.forgetTubeIfUnneeded(before);
    return new Reply.Using(tube);
  }

  private Reply watch(ModelSession session, String tube) {
    count(Kind.WATCH);
    state.wantTube(tube);
    if (!session.watches.contains(tube)) {
      session.watches.add(tube);
    }
    return new Reply.Watching(session.watches.size());
  }

  private Reply ignore(ModelSession session, String tube) {
    count(Kind.IGNORE);
    if (session.watches.contains(tube)) {
      if (session.watches.size() == 1) {
        return Plain.NOT_IGNORED;
      }
      ModelState.removeAndFillWithLast(session.watches, tube);
      state.forgetTubeIfUnneeded(tube);
    }
    return new Reply.Watching(session.watches.size());
  }

  private Reply reserve(long nowMillis, ModelSession session, long untilMillis) {
    session.worker = true;
    Optional<ModelJob> best =
        state.tubes.stream()
            .filter(tube -> session.watches.contains(tube.name) && !tube.isPaused())
            .flatMap(tube -> state.jobsIn(tube.name, JobState.READY))
            .min(ModelState.BEST_FIRST);
    if (best.isPresent()) {
      state.makeReserved(nowMillis, best.get(), session);
      return new Reply.Reserved(best.get().id, best.get().body);
    }
    if (time.deadlineSoonMillis(session) <= nowMillis) {
      return Plain.DEADLINE_SOON;
    }
    if (untilMillis == nowMillis || session.halfClosed) {
      return Plain.TIMED_OUT;
    }
    session.waiting = true;
    session.waitsUntilMillis = untilMillis;
    state.waiting.add(session);
    return Plain.WAITING;
  }

  private Reply reserveJob(long nowMillis, ModelSession session, long jobId) {
    Optional<ModelJob> job = state.job(jobId);
    if (job.isEmpty() || job.get().state == JobState.RESERVED) {
      return Plain.NOT_FOUND;
    }
    session.worker = true;
    state.makeReserved(nowMillis, job.get(), session);
    return new Reply.Reserved(jobId, job.get().body);
  }

  private Reply delete(ModelSession session, long jobId) {
    count(Kind.DELETE);
    Optional<ModelJob> job = state.job(jobId);
    boolean allowed =
        job.isPresent()
            && (job.get().state != JobState.RESERVED || job.get().holder == session.handle);
    if (!allowed) {
      return Plain.NOT_FOUND;
    }
    state.tubeOf(job.get()).deletes++;
    state.jobs.remove(job.get());
    state.forgetTubeIfUnneeded(job.get().tube);
    return Plain.DELETED;
  }

  private Optional<ModelJob> heldJob(ModelSession session, long jobId) {
    return state.job(jobId).filter(job -> job.holder == session.handle);
  }

  private Reply release(long nowMillis, ModelSession session, Command.Release c) {
    count(Kind.RELEASE);
    Optional<ModelJob> held = heldJob(session, c.jobId());
    if (held.isEmpty()) {
      return Plain.NOT_FOUND;
    }
    ModelJob job = held.get();
    job.priority = c.priority();
    job.delayMillis = c.delayMillis();
    job.releases++;
    becomeReadyOrDelayed(nowMillis, job);
    return Plain.RELEASED;
  }

  private Reply bury(long nowMillis, ModelSession session, Command.Bury c) {
    count(Kind.BURY);
    Optional<ModelJob> held = heldJob(session, c.jobId());
    if (held.isEmpty()) {
      return Plain.NOT_FOUND;
    }
    ModelJob job = held.get();
    job.priority = c.priority();
    job.buries++;
    job.reservesRemembered = job.reserves;
    state.makeBuried(nowMillis, job);
    return Plain.BURIED;
  }

  private Reply touch(long nowMillis, ModelSession session, long jobId) {
    count(Kind.TOUCH);
    Optional<ModelJob> held = heldJob(session, jobId);
    if (held.isEmpty()) {
      return Plain.NOT_FOUND;
    }
    held.get().untilMillis = nowMillis + held.get().ttrMillis;
    return Plain.TOUCHED;
  }

  private Reply kick(long nowMillis, ModelSession session, long bound) {
    count(Kind.KICK);
    boolean anyBuried = state.jobsIn(session.uses, JobState.BURIED).findAny().isPresent();
    JobState from = anyBuried ? JobState.BURIED : JobState.DELAYED;
    Comparator<ModelJob> order =
        anyBuried ? ModelState.OLDEST_BURIED_FIRST : ModelState.SOONEST_FIRST;
    List<ModelJob> kicked = state.jobsIn(session.uses, from).sorted(order).limit(bound).toList();
    kicked.forEach(job -> kickOne(nowMillis, job));
    return new Reply.Kicked(kicked.size());
  }

  private Reply kickJob(long nowMillis, long jobId) {
    Optional<ModelJob> job = state.job(jobId);
    if (job.isEmpty()
        || (job.get().state != JobState.BURIED && job.get().state != JobState.DELAYED)) {
      return Plain.NOT_FOUND;
    }
    kickOne(nowMillis, job.get());
    return Plain.JOB_KICKED;
  }

  private void kickOne(long nowMillis, ModelJob job) {
    job.kicks++;
    job.reservesRemembered = job.reserves;
    state.makeReady(nowMillis, job);
  }

  private Reply pauseTube(long nowMillis, Command.PauseTube c) {
    count(Kind.PAUSE_TUBE);
    Optional<ModelTube> found = state.tube(c.tube());
    if (found.isEmpty()) {
      return Plain.NOT_FOUND;
    }
    ModelTube tube = found.get();
    tube.pauses++;
    if (c.pauseMillis() == 0) {
      tube.endPause();
      state.serveWaiting(nowMillis, tube);
      state.forgetTubeIfUnneeded(tube.name);
    } else {
      tube.pauseMillis = c.pauseMillis();
      tube.pausedUntilMillis = nowMillis + c.pauseMillis();
    }
    return Plain.PAUSED;
  }

  /**
   * The server stops and starts again: sessions are gone, jobs that were reserved are ready, the
   * counters of tubes and of the server begin anew. Jobs keep their states, times and counters, but
   * not since when they have been in their states; a pause goes on, and keeps its tube. How often a
   * job was reserved since its last other change may be forgotten.
   */
  public void restart(long nowMillis) {
    state.waiting.clear();
    state.sessions.clear();
    state.commands.clear();
    state.effects.clear();
    for (ModelJob job : state.jobs) {
      job.reserves = job.reservesRemembered;
      if (job.state == JobState.RESERVED) {
        state.makeReady(nowMillis, job);
      }
      job.forgetSince(nowMillis);
    }
    state.trash.forEach(job -> job.forgetSince(nowMillis));
    for (ModelTube tube : List.copyOf(state.tubes)) {
      tube.totalJobs = 0;
      tube.deletes = 0;
      tube.pauses = 0;
      tube.isKeptByPause = tube.isPaused();
      state.forgetTubeIfUnneeded(tube.name);
    }
    state.totalJobs = 0;
    state.jobTimeouts = 0;
    state.totalSessions = 0;
    state.draining = false;
  }

  /** The put begun on this session got another id than the next one, and ids go on from there. */
  void adoptNextId(Session handle, long jobId) {
    ModelSession session = state.session(handle);
    ModelSession.PutBegun put = session.put;
    if (put != null) {
      session.put =
          new ModelSession.PutBegun(
              jobId, put.createdMillis(), put.priority(), put.delayMillis(), put.ttrMillis());
    }
    state.nextJobId = jobId + 1;
  }

  /** True for a job that is more urgent than most. */
  static boolean isUrgent(ModelJob job) {
    return job.state == JobState.READY && job.priority < Limits.URGENT_BELOW;
  }
}
