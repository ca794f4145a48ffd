package io.haulm.engine;

/** Statistics of tubes and of the whole engine. Everything is counted as it happens. */
final class StatsHandler {
  private final TubeRegistry tubes;
  private final JobPlaces places;
  private final Sessions sessions;
  private final CommandCounts commands;
  private final PutHandler puts;
  private final Clockwork clockwork;

  StatsHandler(
      TubeRegistry tubes,
      JobPlaces places,
      Sessions sessions,
      CommandCounts commands,
      PutHandler puts,
      Clockwork clockwork) {
    this.tubes = tubes;
    this.places = places;
    this.sessions = sessions;
    this.commands = commands;
    this.puts = puts;
    this.clockwork = clockwork;
  }

  Reply statsTube(long nowMillis, Command.StatsTube command) {
    Tube tube = tubes.find(command.tube());
    if (tube == null) {
      return Reply.Plain.NOT_FOUND;
    }
    return new Reply.TubeStats(
        tube.name,
        tube.urgentJobs,
        tube.ready.size(),
        tube.reservedJobs,
        tube.delayed.size(),
        tube.buried.size(),
        tube.totalJobs,
        tube.usingSessions,
        tube.watchingSessions,
        tube.waiters.size(),
        tube.deletes,
        tube.pauses,
        tube.pauseMillis,
        tube.isPaused() ? Math.max(0, tube.pausedUntilMillis - nowMillis) : 0);
  }

  Reply.EngineStats stats() {
    return new Reply.EngineStats(
        places.urgent(),
        places.ready(),
        places.reserved(),
        places.delayed(),
        places.buried(),
        commands.copy(),
        clockwork.jobTimeouts(),
        puts.totalJobs(),
        tubes.count(),
        sessions.count(),
        sessions.producers(),
        sessions.workers(),
        sessions.waiting(),
        sessions.total(),
        puts.isDraining());
  }
}
