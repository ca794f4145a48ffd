package io.haulm.bench.jmh;

import io.haulm.engine.Command;
import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.FactLog;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import java.lang.foreign.MemorySegment;

/** One client of an engine that keeps nothing on disk; its time stands still. */
final class EngineDriver {
  private static final long NOW_MILLIS = 1_000_000;
  private static final long TTR_MILLIS = 120_000;
  private static final long BODY_BYTES_MAX = 1L << 30;
  private static final byte[] BODY = new byte[100];

  private final MemorySegment body = MemorySegment.ofArray(BODY);
  private final Engine engine =
      new Engine(new EngineOptions(BODY_BYTES_MAX, false), FactLog.NONE, _ -> {});
  private final Session session = engine.connect("bench");

  /** Puts a job into the used tube and returns its id. */
  long put(long priority) {
    Reply _ = engine.apply(NOW_MILLIS, new Command.BeginPut(session, priority, 0, TTR_MILLIS));
    long ref = engine.bodies().store(body, 0, BODY.length);
    Reply reply = engine.apply(NOW_MILLIS, new Command.EndPut(session, ref, BODY.length));
    return ((Reply.Inserted) reply).jobId();
  }

  /** Reserves the next job, which must be there, and returns its id. */
  long reserve() {
    return ((Reply.Reserved) engine.apply(NOW_MILLIS, new Command.Reserve(session))).jobId();
  }

  Reply delete(long jobId) {
    return engine.apply(NOW_MILLIS, new Command.Delete(session, jobId));
  }

  /** Makes other tubes, with a job in each so that they stay, and goes back to the first. */
  void addTubes(int tubes) {
    for (int i = 0; i < tubes; i++) {
      Reply _ = engine.apply(NOW_MILLIS, new Command.Use(session, "other-" + i));
      put(0);
    }
    Reply _ = engine.apply(NOW_MILLIS, new Command.Use(session, "default"));
  }
}
