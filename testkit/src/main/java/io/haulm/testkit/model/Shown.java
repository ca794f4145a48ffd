package io.haulm.testkit.model;

import io.haulm.engine.CommandCounts.Kind;
import io.haulm.engine.JobBody;
import io.haulm.engine.Reply;
import java.util.StringJoiner;

/**
 * Replies in words, so that what the engine and the model say can be compared and read. A body is
 * shown by its text; where it lies is the engine's own affair.
 */
final class Shown {
  /** Finds the text of a job's body. */
  interface Texts {
    String of(long jobId, JobBody body);
  }

  private Shown() {}

  static String of(Reply reply, Texts texts) {
    return switch (reply) {
      case Reply.Plain plain -> plain.name();
      case Reply.Inserted(long jobId) -> "INSERTED " + jobId;
      case Reply.Reserved(long jobId, JobBody body) ->
          "RESERVED " + jobId + " " + texts.of(jobId, body);
      case Reply.Found(long jobId, JobBody body) -> "FOUND " + jobId + " " + texts.of(jobId, body);
      case Reply.Using(String tube) -> "USING " + tube;
      case Reply.Watching(int count) -> "WATCHING " + count;
      case Reply.Kicked(long count) -> "KICKED " + count;
      case Reply.Tubes(var names) -> names.toString();
      case Reply.JobStats stats -> withoutPosition(stats).toString();
      case Reply.TubeStats stats -> stats.toString();
      case Reply.EngineStats stats -> of(stats);
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
        0,
        s.reserves(),
        s.timeouts(),
        s.releases(),
        s.buries(),
        s.kicks());
  }

  private static String of(Reply.EngineStats s) {
    StringJoiner commands = new StringJoiner(" ");
    for (Kind kind : Kind.values()) {
      commands.add(kind + "=" + s.commands().of(kind));
    }
    return String.format(
        "urgent=%d ready=%d reserved=%d delayed=%d buried=%d timeouts=%d total=%d tubes=%d"
            + " sessions=%d producers=%d workers=%d waiting=%d totalSessions=%d draining=%s %s",
        s.urgent(),
        s.ready(),
        s.reserved(),
        s.delayed(),
        s.buried(),
        s.jobTimeouts(),
        s.totalJobs(),
        s.tubes(),
        s.sessions(),
        s.producers(),
        s.workers(),
        s.waiting(),
        s.totalSessions(),
        s.draining(),
        commands);
  }

  static String of(ModelStats s) {
    StringJoiner commands = new StringJoiner(" ");
    for (Kind kind : Kind.values()) {
      commands.add(kind + "=" + s.commands().getOrDefault(kind, 0L));
    }
    return String.format(
        "urgent=%d ready=%d reserved=%d delayed=%d buried=%d timeouts=%d total=%d tubes=%d"
            + " sessions=%d producers=%d workers=%d waiting=%d totalSessions=%d draining=%s %s",
        s.urgent(),
        s.ready(),
        s.reserved(),
        s.delayed(),
        s.buried(),
        s.jobTimeouts(),
        s.totalJobs(),
        s.tubes(),
        s.sessions(),
        s.producers(),
        s.workers(),
        s.waiting(),
        s.totalSessions(),
        s.draining(),
        commands);
  }
}
