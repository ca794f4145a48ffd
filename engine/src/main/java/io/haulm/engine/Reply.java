package io.haulm.engine;

import java.util.List;

/** What the engine answers. Refusals are replies too; an exception is always our own bug. */
public sealed interface Reply {
  /** The replies that carry nothing but themselves. */
  enum Plain implements Reply {
    /** The put line was taken; send the body. No answer to the client yet. */
    SEND_BODY,
    /** The session waits; the answer comes later as an {@link Effect.Answer}. */
    WAITING,
    /** The server takes no new jobs, because it is to be shut down. */
    DRAINING,
    /** No memory, or no room on disk, for another job. */
    OUT_OF_MEMORY,
    /** A reserved job of this session is about to run out of time, and nothing else is ready. */
    DEADLINE_SOON,
    /** Nothing became ready in time. */
    TIMED_OUT,
    /** No such job or tube, or this session may not do that to it. */
    NOT_FOUND,
    /** The job is gone. */
    DELETED,
    /** The job is ready or delayed again. */
    RELEASED,
    /** The job is buried. */
    BURIED,
    /** The job's time to run began anew. */
    TOUCHED,
    /** The one job was made ready. */
    JOB_KICKED,
    /** The tube is paused, or no longer paused. */
    PAUSED,
    /** A session must watch one tube at least. */
    NOT_IGNORED
  }

  /** The job was put. */
  record Inserted(long jobId) implements Reply {}

  /** The job is this session's until its time to run ends. */
  record Reserved(long jobId, JobBody body) implements Reply {}

  /** The job looked for. */
  record Found(long jobId, JobBody body) implements Reply {}

  /** The tube that the session uses. */
  record Using(String tube) implements Reply {}

  /** How many tubes the session watches. */
  record Watching(int count) implements Reply {}

  /** How many jobs were made ready. */
  record Kicked(long count) implements Reply {}

  /** Names of tubes, in the order of beanstalkd's lists. */
  record Tubes(List<String> names) implements Reply {}

  /**
   * Statistics of a job.
   *
   * @param timeLeftMillis until the delay or the time to run ends; 0 when ready or buried
   * @param position where the {@link FactLog} holds the body, or {@link FactLog#NOWHERE}
   */
  record JobStats(
      long jobId,
      String tube,
      JobState state,
      long priority,
      long ageMillis,
      long delayMillis,
      long ttrMillis,
      long timeLeftMillis,
      long position,
      long reserves,
      long timeouts,
      long releases,
      long buries,
      long kicks)
      implements Reply {}

  /** Statistics of a tube. */
  record TubeStats(
      String tube,
      long urgent,
      long ready,
      long reserved,
      long delayed,
      long buried,
      long totalJobs,
      long using,
      long watching,
      long waiting,
      long deletes,
      long pauses,
      long pauseMillis,
      long pauseLeftMillis)
      implements Reply {}

  /** Statistics of the engine. {@code commands} counts by kind. */
  record EngineStats(
      long urgent,
      long ready,
      long reserved,
      long delayed,
      long buried,
      CommandCounts commands,
      long jobTimeouts,
      long totalJobs,
      long tubes,
      long sessions,
      long producers,
      long workers,
      long waiting,
      long totalSessions,
      boolean draining)
      implements Reply {}
}
