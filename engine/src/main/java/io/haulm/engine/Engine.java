package io.haulm.engine;

import io.haulm.engine.body.BodyStore;
import io.haulm.engine.keyspace.Keyspace;
import java.util.function.Consumer;

/**
 * The state machine of tubes and jobs, and of the {@linkplain #keyspace() keyspace}.
 *
 * <p>Time is given in milliseconds since 1970 (UTC) and must never go back from one call to the
 * next. What falls due by time alone (delays, times to run, pauses, waiting reserves) happens in
 * {@link #advance}, which the owner calls before it applies commands whenever {@link
 * #nextTimerMillis()} has come.
 *
 * <p>Who takes effects and facts must not call the engine while it is given one.
 */
public final class Engine {
  // Nobody waits for the trash to be emptied, so it takes less of a turn than what others wait for.
  private static final int TRASH_FRACTION = 20;

  private final BodyStore bodies;
  private final CommandCounts counts = new CommandCounts();
  private final JobTable jobs = new JobTable();
  private final JobIndex index = new JobIndex(jobs);
  private final JobEvents events = new JobEvents();
  private final TimerHeap timers = new TimerHeap();
  private final TubeRegistry tubes;
  private final Sessions sessions;
  private final JobPlaces places;
  private final Handout handout;
  private final Ledger ledger;
  private final Clockwork clockwork;
  private final PutHandler putHandler;
  private final ReserveHandler reserveHandler;
  private final JobHandler jobHandler;
  private final LookHandler lookHandler;
  private final TubeHandler tubeHandler;
  private final StatsHandler statsHandler;
  private final Keyspace keyspace;
  private final Trash trash;
  private final Administration administration;
  private final JobBrowser browser;

  /** An engine without jobs. */
  public Engine(EngineOptions options, FactLog facts, Consumer<Effect> effects) {
    bodies = new BodyStore(options.storeBytesMax());
    trash = new Trash(options.trashBytesMax());
    tubes = new TubeRegistry(jobs, timers, facts, trash);
    sessions = new Sessions(jobs, timers);
    places = new JobPlaces(jobs, tubes, sessions);
    handout = new Handout(jobs, places, sessions, effects, events);
    ledger = new Ledger(facts, bodies, jobs, index, places, tubes, handout, trash, events);
    clockwork = new Clockwork(jobs, places, sessions, handout, ledger, timers, trash, events);
    putHandler = new PutHandler(options, jobs, bodies, sessions, ledger, events);
    VisibleJobs visible = new VisibleJobs(index, places, trash);
    reserveHandler = new ReserveHandler(jobs, visible, sessions, handout, ledger);
    jobHandler = new JobHandler(jobs, visible, places, sessions, ledger, events);
    lookHandler = new LookHandler(jobs, visible, places);
    tubeHandler = new TubeHandler(tubes, ledger);
    statsHandler = new StatsHandler(tubes, places, sessions, counts, putHandler, clockwork);
    keyspace = new Keyspace(options.keyspace(), facts);
    administration =
        new Administration(
            options, jobs, visible, bodies, places, tubes, ledger, putHandler, events, trash);
    browser = new JobBrowser(jobs, visible, places, tubes, sessions);
  }

  /** The bodies of this engine's jobs. */
  public BodyStore bodies() {
    return bodies;
  }

  /** What administrators have deleted, and can still bring back. */
  public Trash trash() {
    return trash;
  }

  /** The databases of keys. */
  public Keyspace keyspace() {
    return keyspace;
  }

  /**
   * Shows connected sessions, in no useful order.
   *
   * @param from 0, or what an earlier call returned
   * @param max about how many at most
   * @return where to go on; -1 at the end
   */
  public int showSessions(int from, int max, Consumer<SessionView> consumer) {
    return sessions.show(from, max, consumer);
  }

  /** What an administrator may do to jobs and tubes. */
  public Administration administration() {
    return administration;
  }

  /** Shows jobs and tubes without changing them. */
  public JobBrowser browser() {
    return browser;
  }

  /** The figures of the whole engine. */
  public Reply.EngineStats figures() {
    return statsHandler.stats();
  }

  /** From now on tells this observer what happens to jobs. */
  public void observeWith(JobObserver observer) {
    events.observeWith(observer);
  }

  /** A new connection: uses and watches the tube {@code default}. */
  public Session connect(Object owner) {
    return sessions.add(owner, tubes.findOrCreate(TubeRegistry.DEFAULT));
  }

  /** The connection is gone: its jobs become ready in the order in which they were reserved. */
  public void disconnect(long nowMillis, Session session) {
    Check.invariant(session.isConnected, "a session disconnects once");
    if (session.isWaiting) {
      sessions.endWait(session);
    }
    for (int slot : session.reservedInOrder(jobs)) {
      events.tell(JobEvent.ABANDONED, nowMillis, jobs.id(slot), session);
      Tube _ = places.takeOut(nowMillis, slot);
      handout.offer(nowMillis, slot);
    }
    tubeHandler.leaveAll(session);
    sessions.remove(session);
  }

  /**
   * The client sends nothing more but still reads: a reserve that waits, and any later one that
   * would, is answered with {@link Reply.Plain#TIMED_OUT} at once.
   */
  public void halfClose(long nowMillis, Session session) {
    Check.invariant(session.isConnected, "only a connected session is half-closed");
    reserveHandler.halfClose(session);
  }

  /**
   * Ends the session's wait for a job, with the reply of having waited in vain.
   *
   * @return false when it does not wait
   */
  public boolean endWait(Session session) {
    Check.invariant(session.isConnected, "only a connected session waits");
    return reserveHandler.endWait(session);
  }

  /** Does what a command asks. */
  public Reply apply(long nowMillis, Command command) {
    Session session = command.session();
    Check.invariant(session.isConnected, "commands come from connected sessions");
    Check.invariant(!session.isWaiting, "a session that waits gives no commands");
    counts.add(command);
    try {
      return dispatch(nowMillis, command);
    } catch (FactLogFullException _) {
      // The log takes a fact before the state changes, so nothing has happened yet.
      return Reply.Plain.OUT_OF_MEMORY;
    }
  }

  /** Counts a command that was understood but refused by the face: an oversize put, for one. */
  public void countRefused(CommandCounts.Kind kind) {
    counts.add(kind);
  }

  /** When {@link #advance} next has something to do; {@link Long#MAX_VALUE} when never. */
  public long nextTimerMillis() {
    long ofTubes = Math.min(timers.firstDueMillis(), trash.dueMillis());
    return Math.min(ofTubes, keyspace.nextTimerMillis());
  }

  /**
   * Lets what fell due up to {@code nowMillis} happen, in the order of the times at which it fell
   * due, but at most {@code max} things of tubes, as many of keys, and a twentieth of that in the
   * trash, so that other work is not held up.
   *
   * @return true when more is due
   */
  public boolean advance(long nowMillis, int max) {
    boolean moreOfTubes = clockwork.advance(nowMillis, max);
    boolean moreOfKeys = keyspace.advance(nowMillis, max);
    boolean moreOfTrash = clockwork.emptyTrash(nowMillis, Math.max(1, max / TRASH_FRACTION));
    return moreOfTubes || moreOfKeys || moreOfTrash;
  }

  /** From now on refuses new jobs with {@link Reply.Plain#DRAINING}; cannot be taken back. */
  public void drain() {
    putHandler.drain();
  }

  /**
   * Takes a fact read back from the log, before the first command.
   *
   * @param position where the log holds it
   * @param bodyBytes length of the record's body; 0 without one
   */
  public void replay(Fact fact, long position, int bodyBytes) {
    switch (fact) {
      case Fact.KeyFact keyFact -> keyspace.replay(keyFact, position, bodyBytes);
      case Fact.JobFact jobFact -> ledger.replay(jobFact, position);
    }
  }

  /** To be called once all facts were replayed that there are. */
  public void recovered() {
    ledger.recovered();
  }

  /**
   * Takes in a job that comes from elsewhere, with the id, the state and the history that it has
   * there. The engine owns its body from here on.
   *
   * @param job its id must not be known; its body is resident
   * @throws FactLogFullException when there is no room for it
   */
  public void adopt(long nowMillis, Fact.Job job) {
    Check.invariant(index.find(job.jobId()) == JobTable.NONE, "a job that is adopted is new");
    putHandler.adopt(nowMillis, tubes.findOrCreate(job.tube()), job);
  }

  /** From now on no id up to {@code jobId} is given out. */
  public void takeIdsUpTo(long jobId) {
    ledger.takeIdsUpTo(jobId);
  }

  /** True when a job with this id exists, be it in the trash. */
  public boolean exists(long jobId) {
    return index.find(jobId) != JobTable.NONE;
  }

  /** The highest id that was given out; 0 before the first one. */
  public long lastJobId() {
    return ledger.lastJobId();
  }

  /** True when the log's record of this job that is still needed is the one at {@code position}. */
  public boolean holds(long jobId, long position) {
    int slot = index.find(jobId);
    return slot != JobTable.NONE && jobs.position(slot) == position;
  }

  /**
   * Writes a job that the engine has to the log anew, as it would be after a restart, and lets go
   * of its older record.
   */
  public void rewrite(long nowMillis, long jobId) {
    int slot = index.find(jobId);
    Check.invariant(slot != JobTable.NONE, "a job that is written anew exists");
    ledger.rewrite(slot);
  }

  /** Tells all facts that are not about a job or a key: ids given out, and pauses of tubes. */
  public void describe(Consumer<Fact> consumer) {
    consumer.accept(new Fact.IdsTaken(ledger.lastJobId()));
    for (Tube tube : tubes.all()) {
      if (tube.isPaused()) {
        consumer.accept(new Fact.TubePaused(tube.name, tube.pauseMillis, tube.pausedUntilMillis));
      }
    }
    keyspace.describe(consumer);
  }

  private Reply dispatch(long nowMillis, Command command) {
    return switch (command) {
      case Command.BeginPut c -> putHandler.begin(nowMillis, c);
      case Command.EndPut c -> putHandler.end(nowMillis, c);
      case Command.Reserve c -> reserveHandler.reserve(nowMillis, c);
      case Command.ReserveWithTimeout c -> reserveHandler.reserveWithTimeout(nowMillis, c);
      case Command.Delete c -> jobHandler.delete(nowMillis, c);
      case Command.Release c -> jobHandler.release(nowMillis, c);
      case Command.Bury c -> jobHandler.bury(nowMillis, c);
      case Command.Touch c -> jobHandler.touch(nowMillis, c);
      case Command.Use c -> tubeHandler.use(c);
      case Command.Watch c -> tubeHandler.watch(c);
      case Command.Ignore c -> tubeHandler.ignore(c);
      case Command.ReserveJob c -> reserveHandler.reserveJob(nowMillis, c);
      case Command.Peek c -> lookHandler.peek(c);
      case Command.PeekReady c -> lookHandler.peekReady(c);
      case Command.PeekDelayed c -> lookHandler.peekDelayed(c);
      case Command.PeekBuried c -> lookHandler.peekBuried(c);
      case Command.Kick c -> jobHandler.kick(nowMillis, c);
      case Command.KickJob c -> jobHandler.kickJob(nowMillis, c);
      case Command.StatsJob c -> lookHandler.statsJob(nowMillis, c);
      case Command.StatsTube c -> statsHandler.statsTube(nowMillis, c);
      case Command.Stats _ -> statsHandler.stats();
      case Command.ListTubes _ -> tubeHandler.list();
      case Command.ListTubeUsed c -> tubeHandler.listUsed(c);
      case Command.ListTubesWatched c -> tubeHandler.listWatched(c);
      case Command.PauseTube c -> tubeHandler.pause(nowMillis, c);
    };
  }
}
