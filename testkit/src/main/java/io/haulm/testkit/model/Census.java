package io.haulm.testkit.model;

import io.haulm.engine.JobState;
import io.haulm.engine.Limits;
import io.haulm.engine.Reply;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what the engine says of single jobs and tubes, and holds it against its sums. Needs no
 * model: it asks the engine's figures to agree with each other.
 */
final class Census {
  private final Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
  private final Map<JobState, Long> jobsInTubes = new EnumMap<>(JobState.class);
  private long urgent;
  private long urgentInTubes;
  private long usersOfTubes;
  private long tubes;

  void addJob(Reply reply) {
    if (reply instanceof Reply.JobStats job) {
      jobs.merge(job.state(), 1L, Long::sum);
      if (job.state() == JobState.READY && job.priority() < Limits.URGENT_BELOW) {
        urgent++;
      }
    }
  }

  void addTube(Reply reply) {
    if (reply instanceof Reply.TubeStats tube) {
      tubes++;
      urgentInTubes += tube.urgent();
      usersOfTubes += tube.using();
      jobsInTubes.merge(JobState.READY, tube.ready(), Long::sum);
      jobsInTubes.merge(JobState.RESERVED, tube.reserved(), Long::sum);
      jobsInTubes.merge(JobState.DELAYED, tube.delayed(), Long::sum);
      jobsInTubes.merge(JobState.BURIED, tube.buried(), Long::sum);
    }
  }

  void compare(Reply reply) {
    if (!(reply instanceof Reply.EngineStats sums)) {
      throw new Disagreement("stats were answered with " + reply);
    }
    for (JobState state : JobState.values()) {
      long sum =
          switch (state) {
            case READY -> sums.ready();
            case RESERVED -> sums.reserved();
            case DELAYED -> sums.delayed();
            case BURIED -> sums.buried();
          };
      SideBySide.same(
          "jobs that are " + state + ": sum, one by one, by tube",
          List.of(sum, sum, sum),
          List.of(sum, jobs.getOrDefault(state, 0L), jobsInTubes.getOrDefault(state, 0L)));
    }
    SideBySide.same(
        "urgent jobs: one by one, by tube",
        List.of(sums.urgent(), sums.urgent()),
        List.of(urgent, urgentInTubes));
    SideBySide.same("tubes", sums.tubes(), tubes);
    SideBySide.same("every session uses one tube", sums.sessions(), usersOfTubes);
  }
}
