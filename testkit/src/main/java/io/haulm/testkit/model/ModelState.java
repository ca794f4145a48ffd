package io.haulm.testkit.model;

import io.haulm.engine.CommandCounts;
import io.haulm.engine.Effect;
import io.haulm.engine.JobState;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lists of the model, and the few changes that every rule is made of. Jobs, tubes and sessions
 * name each other by id, name and handle, so that a copy is a copy of the lists.
 */
final class ModelState {
  static final String DEFAULT_TUBE = "default";

  /** Ready jobs: the smallest priority first, among equals the smallest id. */
  static final Comparator<ModelJob> BEST_FIRST =
      Comparator.<ModelJob>comparingLong(job -> job.priority).thenComparingLong(job -> job.id);

  /** Delayed jobs: the one whose delay ends first. */
  static final Comparator<ModelJob> SOONEST_FIRST =
      Comparator.<ModelJob>comparingLong(job -> job.untilMillis).thenComparingLong(job -> job.id);

  /** Buried jobs: the one that was buried first. */
  static final Comparator<ModelJob> OLDEST_BURIED_FIRST =
      Comparator.comparingLong(job -> job.buriedOrder);

  final List<ModelJob> jobs = new ArrayList<>();

  /** Jobs that an administrator has discarded: gone, unless that is undone. */
  final List<ModelJob> trash = new ArrayList<>();

  final List<ModelTube> tubes = new ArrayList<>();
  final List<ModelSession> sessions = new ArrayList<>();

  /** Sessions that wait for a job, the one that has waited longest first. */
  final List<ModelSession> waiting = new ArrayList<>();

  final Map<CommandCounts.Kind, Long> commands = new EnumMap<>(CommandCounts.Kind.class);
  final List<Effect> effects = new ArrayList<>();
  long nextJobId = 1;
  long nextOrder = 1;
  long jobTimeouts;
  long totalJobs;
  long totalSessions;
  boolean draining;

  ModelState() {
    tubes.add(new ModelTube(DEFAULT_TUBE));
  }

  ModelState copy() {
    ModelState copy = new ModelState();
    copy.tubes.clear();
    jobs.forEach(job -> copy.jobs.add(job.copy()));
    trash.forEach(job -> copy.trash.add(job.copy()));
    tubes.forEach(tube -> copy.tubes.add(tube.copy()));
    sessions.forEach(session -> copy.sessions.add(session.copy()));
    waiting.forEach(session -> copy.waiting.add(copy.session(session.handle)));
    copy.commands.putAll(commands);
    copy.effects.addAll(effects);
    copy.nextJobId = nextJobId;
    copy.nextOrder = nextOrder;
    copy.jobTimeouts = jobTimeouts;
    copy.totalJobs = totalJobs;
    copy.totalSessions = totalSessions;
    copy.draining = draining;
    return copy;
  }

  ModelSession session(Session handle) {
    for (ModelSession session : sessions) {
      if (session.handle == handle) {
        return session;
      }
    }
    throw new IllegalArgumentException("a session that is not connected");
  }

  Optional<ModelJob> job(long id) {
    return jobs.stream().filter(job -> job.id == id).findFirst();
  }

  Optional<ModelTube> tube(String name) {
    return tubes.stream().filter(tube -> tube.name.equals(name)).findFirst();
  }

  ModelTube tubeOf(ModelJob job) {
    return tube(job.tube).orElseThrow();
  }

  Stream<ModelJob> jobsIn(String tube, JobState state) {
    return jobs.stream().filter(job -> job.state == state && job.tube.equals(tube));
  }

  Stream<ModelJob> jobsHeldBy(ModelSession session) {
    return jobs.stream()
        .filter(job -> job.holder == session.handle)
        .sorted(Comparator.comparingLong(job -> job.reservedOrder));
  }

  /** Somebody uses or watches the tube of this name, made at the end of the list if need be. */
  void wantTube(String name) {
    Optional<ModelTube> known = tube(name);
    if (known.isPresent()) {
      known.get().isKeptByPause = false;
    } else {
      tubes.add(new ModelTube(name));
    }
  }

  /**
   * A tube vanishes once nobody uses or watches it and it has no job; the last takes its place.
   * After a restart a pause keeps it until it ends, or until somebody comes back to it.
   */
  void forgetTubeIfUnneeded(String name) {
    boolean needed =
        name.equals(DEFAULT_TUBE)
            || sessions.stream().anyMatch(s -> s.uses.equals(name) || s.watches.contains(name))
            || jobs.stream().anyMatch(job -> job.tube.equals(name));
    Optional<ModelTube> tube = tube(name).filter(found -> !found.isKeptByPause);
    if (!needed && tube.isPresent()) {
      removeAndFillWithLast(tubes, tube.get());
    }
  }

  static <T> void removeAndFillWithLast(List<T> list, T item) {
    int index = list.indexOf(item);
    T last = list.removeLast();
    if (index < list.size()) {
      list.set(index, last);
    }
  }

  /** The job becomes ready; a session that waits for its tube gets it at once. */
  void makeReady(long nowMillis, ModelJob job) {
    leavePlace(nowMillis, job);
    job.state = JobState.READY;
    serveWaiting(nowMillis, tubeOf(job));
  }

  void makeDelayed(long nowMillis, ModelJob job, long delayMillis) {
    leavePlace(nowMillis, job);
    job.state = JobState.DELAYED;
    job.untilMillis = nowMillis + delayMillis;
  }

  void makeBuried(long nowMillis, ModelJob job) {
    leavePlace(nowMillis, job);
    job.state = JobState.BURIED;
    job.buriedOrder = nextOrder++;
  }

  void makeReserved(long nowMillis, ModelJob job, ModelSession session) {
    leavePlace(nowMillis, job);
    job.state = JobState.RESERVED;
    job.holder = session.handle;
    job.untilMillis = nowMillis + job.ttrMillis;
    job.reservedOrder = nextOrder++;
    job.reserves++;
  }

  private static void leavePlace(long nowMillis, ModelJob job) {
    job.sinceMillis = nowMillis;
    job.orSinceMillis = 0;
    job.holder = null;
    job.untilMillis = 0;
    job.buriedOrder = 0;
    job.reservedOrder = 0;
  }

  /** Gives ready jobs of the tube, the best first, to the sessions that have waited longest. */
  void serveWaiting(long nowMillis, ModelTube tube) {
    while (!tube.isPaused()) {
      Optional<ModelJob> job = jobsIn(tube.name, JobState.READY).min(BEST_FIRST);
      Optional<ModelSession> waiter =
          waiting.stream().filter(s -> s.watches.contains(tube.name)).findFirst();
      if (job.isEmpty() || waiter.isEmpty()) {
        return;
      }
      makeReserved(nowMillis, job.get(), waiter.get());
      answer(waiter.get(), new Reply.Reserved(job.get().id, job.get().body));
    }
  }

  /** Ends the wait of a session. */
  void answer(ModelSession session, Reply reply) {
    waiting.remove(session);
    session.waiting = false;
    effects.add(new Effect.Answer(session.handle, reply));
  }
}
