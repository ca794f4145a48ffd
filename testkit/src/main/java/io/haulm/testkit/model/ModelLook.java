package io.haulm.testkit.model;

import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts.Kind;
import io.haulm.engine.FactLog;
import io.haulm.engine.JobState;
import io.haulm.engine.Reply;
import io.haulm.engine.Reply.Plain;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** The commands that only look. */
final class ModelLook {
  private final ModelState state;
  private final long nowMillis;

  ModelLook(ModelState state, long nowMillis) {
    this.state = state;
    this.nowMillis = nowMillis;
  }

  Reply answer(ModelSession session, Command command) {
    return switch (command) {
      case Command.Peek c -> found(state.job(c.jobId()));
      case Command.PeekReady _ -> first(session, JobState.READY, ModelState.BEST_FIRST);
      case Command.PeekDelayed _ -> first(session, JobState.DELAYED, ModelState.SOONEST_FIRST);
      case Command.PeekBuried _ -> first(session, JobState.BURIED, ModelState.OLDEST_BURIED_FIRST);
      case Command.StatsJob c -> state.job(c.jobId()).map(this::jobStats).orElse(Plain.NOT_FOUND);
      case Command.StatsTube c -> state.tube(c.tube()).map(this::tubeStats).orElse(Plain.NOT_FOUND);
      case Command.ListTubes _ ->
          new Reply.Tubes(state.tubes.stream().map(tube -> tube.name).toList());
      case Command.ListTubeUsed _ -> new Reply.Using(session.uses);
      case Command.ListTubesWatched _ -> new Reply.Tubes(List.copyOf(session.watches));
      default -> throw new IllegalArgumentException("not a command that only looks");
    };
  }

  static Kind kindOf(Command command) {
    return switch (command) {
      case Command.Peek _ -> Kind.PEEK;
      case Command.PeekReady _ -> Kind.PEEK_READY;
      case Command.PeekDelayed _ -> Kind.PEEK_DELAYED;
      case Command.PeekBuried _ -> Kind.PEEK_BURIED;
      case Command.StatsJob _ -> Kind.STATS_JOB;
      case Command.StatsTube _ -> Kind.STATS_TUBE;
      case Command.ListTubes _ -> Kind.LIST_TUBES;
      case Command.ListTubeUsed _ -> Kind.LIST_TUBE_USED;
      case Command.ListTubesWatched _ -> Kind.LIST_TUBES_WATCHED;
      default -> throw new IllegalArgumentException("not a command that only looks");
    };
  }

  private static Reply found(Optional<ModelJob> job) {
    return job.<Reply>map(j -> new Reply.Found(j.id, j.body)).orElse(Plain.NOT_FOUND);
  }

  private Reply first(ModelSession session, JobState jobState, Comparator<ModelJob> order) {
    return found(state.jobsIn(session.uses, jobState).min(order));
  }

  private Reply jobStats(ModelJob job) {
    boolean timed = job.state == JobState.DELAYED || job.state == JobState.RESERVED;
    return new Reply.JobStats(
        job.id,
        job.tube,
        job.state,
        job.priority,
        nowMillis - job.createdMillis,
        job.delayMillis,
        job.ttrMillis,
        timed ? job.untilMillis - nowMillis : 0,
        FactLog.NOWHERE,
        job.reserves,
        job.timeouts,
        job.releases,
        job.buries,
        job.kicks);
  }

  private Reply tubeStats(ModelTube tube) {
    String name = tube.name;
    return new Reply.TubeStats(
        name,
        state.jobsIn(name, JobState.READY).filter(ReferenceModel::isUrgent).count(),
        state.jobsIn(name, JobState.READY).count(),
        state.jobsIn(name, JobState.RESERVED).count(),
        state.jobsIn(name, JobState.DELAYED).count(),
        state.jobsIn(name, JobState.BURIED).count(),
        tube.totalJobs,
        state.sessions.stream().filter(session -> session.uses.equals(name)).count(),
        state.sessions.stream().filter(session -> session.watches.contains(name)).count(),
        state.waiting.stream().filter(session -> session.watches.contains(name)).count(),
        tube.deletes,
        tube.pauses,
        tube.pauseMillis,
        tube.isPaused() ? tube.pausedUntilMillis - nowMillis : 0);
  }

  static ModelStats stats(ModelState state) {
    return new ModelStats(
        state.jobs.stream().filter(ReferenceModel::isUrgent).count(),
        count(state, JobState.READY),
        count(state, JobState.RESERVED),
        count(state, JobState.DELAYED),
        count(state, JobState.BURIED),
        new EnumMap<>(state.commands),
        state.jobTimeouts,
        state.totalJobs,
        state.tubes.size(),
        state.sessions.size(),
        state.sessions.stream().filter(session -> session.producer).count(),
        state.sessions.stream().filter(session -> session.worker).count(),
        state.waiting.size(),
        state.totalSessions,
        state.draining);
  }

  private static long count(ModelState state, JobState jobState) {
    return state.jobs.stream().filter(job -> job.state == jobState).count();
  }
}
