package io.haulm.engine;

/** Shows jobs without changing them. */
final class LookHandler {
  private final JobTable jobs;
  private final VisibleJobs visible;
  private final JobPlaces places;

  LookHandler(JobTable jobs, VisibleJobs visible, JobPlaces places) {
    this.jobs = jobs;
    this.visible = visible;
    this.places = places;
  }

  Reply peek(Command.Peek command) {
    return found(visible.find(command.jobId()));
  }

  Reply peekReady(Command.PeekReady command) {
    return found(command.session().used.ready.first());
  }

  Reply peekDelayed(Command.PeekDelayed command) {
    return found(command.session().used.delayed.first());
  }

  Reply peekBuried(Command.PeekBuried command) {
    return found(command.session().used.buried.first());
  }

  Reply statsJob(long nowMillis, Command.StatsJob command) {
    int slot = visible.find(command.jobId());
    if (slot == JobTable.NONE) {
      return Reply.Plain.NOT_FOUND;
    }
    JobCounts counts = jobs.counts(slot);
    return new Reply.JobStats(
        command.jobId(),
        places.tubeOf(slot).name,
        jobs.state(slot),
        jobs.priority(slot),
        nowMillis - jobs.createdMillis(slot),
        jobs.delayMillis(slot),
        jobs.ttrMillis(slot),
        timeLeftMillis(nowMillis, slot),
        jobs.position(slot),
        Integer.toUnsignedLong(counts.reserves()),
        Integer.toUnsignedLong(counts.timeouts()),
        Integer.toUnsignedLong(counts.releases()),
        Integer.toUnsignedLong(counts.buries()),
        Integer.toUnsignedLong(counts.kicks()));
  }

  private long timeLeftMillis(long nowMillis, int slot) {
    return switch (jobs.state(slot)) {
      case READY, BURIED -> 0;
      case DELAYED, RESERVED -> Math.max(0, jobs.rank(slot) - nowMillis);
    };
  }

  private Reply found(int slot) {
    return slot == JobTable.NONE
        ? Reply.Plain.NOT_FOUND
        : new Reply.Found(jobs.id(slot), jobs.body(slot));
  }
}
