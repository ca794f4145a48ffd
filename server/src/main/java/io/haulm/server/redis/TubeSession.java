package io.haulm.server.redis;

import io.haulm.engine.Command;
import io.haulm.engine.JobBody;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import io.haulm.engine.body.BodyDraft;
import io.haulm.engine.body.BodyStore;
import io.haulm.server.shard.Output;
import io.haulm.server.shard.Shard;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A connection's session with the tubes. The engine's commands work on the tube that a session uses
 * and those that it watches; here each command names its own, so they are set before it.
 */
final class TubeSession {
  private static final String FIRST_TUBE = "default";
  private static final byte[] END = {'\r', '\n'};

  private final Shard shard;
  private final Session session;
  private final Output output;
  private final RespSink sink;
  private final Set<String> watched = new LinkedHashSet<>(Set.of(FIRST_TUBE));
  private String used = FIRST_TUBE;
  private boolean isWaiting;
  private boolean isUnblockedByError;

  TubeSession(Shard shard, Session session, Output output, RespSink sink) {
    this.shard = shard;
    this.session = session;
    this.output = output;
    this.sink = sink;
  }

  /** The engine's session. */
  Session session() {
    return session;
  }

  /** True while a reserve waits. */
  boolean isWaiting() {
    return isWaiting;
  }

  /** Does a command that names no tube. */
  Reply apply(Command command) {
    return shard.apply(command);
  }

  /** Makes a tube the one that is used. */
  void use(String tube) {
    if (!tube.equals(used)) {
      var _ = shard.apply(new Command.Use(session, tube));
      used = tube;
    }
  }

  /** Puts a job into the tube that is used. */
  Reply put(byte[] body, long priority, long delayMillis, long ttrMillis) {
    Reply begun = shard.apply(new Command.BeginPut(session, priority, delayMillis, ttrMillis));
    if (begun != Reply.Plain.SEND_BODY) {
      return begun;
    }
    return shard.apply(new Command.EndPut(session, store(body), body.length));
  }

  private long store(byte[] body) {
    BodyStore bodies = shard.engine().bodies();
    MemorySegment bytes = MemorySegment.ofArray(body);
    if (body.length <= BodyStore.PIECE_BYTES_MAX) {
      return bodies.store(bytes, 0, body.length);
    }
    BodyDraft draft = bodies.draft(body.length);
    // Without memory the draft swallows the rest, and the put is refused at its end.
    draft.append(bytes, 0, body.length);
    return draft.finish();
  }

  /** From now on these tubes are watched, and no others. */
  void watch(List<String> tubes) {
    for (String tube : tubes) {
      if (watched.add(tube)) {
        var _ = shard.apply(new Command.Watch(session, tube));
      }
    }
    watched.removeIf(tube -> {
      boolean isOver = !tubes.contains(tube);
      if (isOver) {
        var _ = shard.apply(new Command.Ignore(session, tube));
      }
      return isOver;
    });
  }

  /** Reserves a job of the watched tubes, and answers it now or, if it has to wait, later. */
  void reserve(Command command) {
    Reply reply = shard.apply(command);
    if (reply == Reply.Plain.WAITING) {
      isWaiting = true;
    } else {
      tellReserved(reply);
    }
  }

  /**
   * Ends a wait.
   *
   * @return false when there is none
   */
  boolean endWait(boolean asTimeout) {
    isUnblockedByError = isWaiting && !asTimeout;
    return shard.engine().endWait(session);
  }

  /** Tells the answer to a reserve that had to wait; the client waits no longer. */
  void tellAnswer(Reply reply) {
    isWaiting = false;
    if (isUnblockedByError) {
      isUnblockedByError = false;
      sink.error("UNBLOCKED client unblocked via CLIENT UNBLOCK");
    } else {
      tellReserved(reply);
    }
  }

  private void tellReserved(Reply reply) {
    switch (reply) {
      case Reply.Reserved(var jobId, var body) -> tellJob(jobId, body);
      case Reply.Plain.DEADLINE_SOON ->
          sink.error("DEADLINESOON the time to run of a job that you hold ends within a second");
      default -> sink.nilArray();
    }
  }

  /** Tells a job: its id and its body. */
  void tellJob(long jobId, JobBody body) {
    sink.array(2);
    sink.integer(jobId);
    if (sink.beginBulk(body.bytes())) {
      output.addBody(body);
      output.buffer().writeBytes(END);
    }
  }
}
