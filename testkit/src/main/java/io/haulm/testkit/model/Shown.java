package io.haulm.testkit.model;

import io.haulm.engine.CommandCounts.Kind;
import io.haulm.engine.FactLog;
import io.haulm.engine.JobBody;
import io.haulm.engine.Reply;
import java.util.EnumMap;
import java.util.Map;

/**
 * Replies in a form in which what the engine and the model say can be compared and read: with the
 * text of a body, and without where it lies, which is the engine's own affair.
 */
final class Shown {
  /** Finds the text of a job's body. */
  interface Texts {
    String of(long jobId, JobBody body);
  }

  /** A job with its body. */
  record Job(String how, long jobId, String text) {}

  private Shown() {}

  static Object of(Reply reply, Texts texts) {
    return switch (reply) {
      case Reply.Reserved(long jobId, JobBody body) ->
          new Job("RESERVED", jobId, texts.of(jobId, body));
      case Reply.Found(long jobId, JobBody body) -> new Job("FOUND", jobId, texts.of(jobId, body));
      case Reply.JobStats stats -> withoutPosition(stats);
      case Reply.EngineStats stats -> asModelStats(stats);
      case Reply.Plain _,
          Reply.Inserted _,
          Reply.Using _,
          Reply.Watching _,
          Reply.Kicked _,
          Reply.Tubes _,
          Reply.TubeStats _ ->
          reply;
    };
  }

  private static Reply.JobStats withoutPosition(Reply.JobStats s) {
    return new Reply.JobStats(
        s.jobId(),
        s.tube(),
        s.state(),
        s.priority(),
        s.ageMillis(),
        s.delayMillis(),
        s.ttrMillis(),
        s.timeLeftMillis(),
        FactLog.NOWHERE,
        s.reserves(),
        s.timeouts(),
        s.releases(),
        s.buries(),
        s.kicks());
  }

  private static ModelStats asModelStats(Reply.EngineStats s) {
    Map<Kind, Long> commands = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (s.commands().of(kind) != 0) {
        commands.put(kind, s.commands().of(kind));
      }
    }
    return new ModelStats(
        s.urgent(),
        s.ready(),
        s.reserved(),
        s.delayed(),
        s.buried(),
        commands,
        s.jobTimeouts(),
        s.totalJobs(),
        s.tubes(),
        s.sessions(),
        s.producers(),
        s.workers(),
        s.waiting(),
        s.totalSessions(),
        s.draining());
  }
}
