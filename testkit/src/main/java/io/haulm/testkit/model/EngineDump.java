package io.haulm.testkit.model;

import io.haulm.engine.Command;
import io.haulm.engine.Engine;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Everything that clients could ever learn from an engine, taken out of it to the last job. */
final class EngineDump {
  private static final MemorySegment EMPTY = MemorySegment.ofArray(new byte[0]);

  private final Engine engine;
  private final long nowMillis;
  private final Shown.Texts texts;
  private final Session session;
  private final List<String> lines = new ArrayList<>();

  private EngineDump(Engine engine, long nowMillis, Shown.Texts texts) {
    this.engine = engine;
    this.nowMillis = nowMillis;
    this.texts = texts;
    this.session = engine.connect("dump");
  }

  /** The lines of a dump; the engine is of no use afterwards. */
  static List<String> of(Engine engine, long nowMillis, long lastJobId, Shown.Texts texts) {
    EngineDump dump = new EngineDump(engine, nowMillis, texts);
    while (engine.advance(nowMillis, 1000)) {
      // Until nothing is due.
    }
    dump.jobs(lastJobId);
    dump.tubes();
    dump.nextId();
    return dump.lines;
  }

  private String ask(Command command) {
    String answer = Shown.of(engine.apply(nowMillis, command), texts);
    lines.add(answer);
    return answer;
  }

  private void jobs(long lastJobId) {
    for (long id = 1; id <= lastJobId; id++) {
      ask(new Command.StatsJob(session, id));
      ask(new Command.Peek(session, id));
    }
  }

  private void tubes() {
    Reply reply = engine.apply(nowMillis, new Command.ListTubes(session));
    if (reply instanceof Reply.Tubes(var names)) {
      for (String tube : names.stream().sorted().toList()) {
        ask(new Command.Use(session, tube));
        ask(new Command.StatsTube(session, tube));
        delayedOrBuriedInOrder(new Command.PeekBuried(session));
        delayedOrBuriedInOrder(new Command.PeekDelayed(session));
      }
    }
  }

  private void delayedOrBuriedInOrder(Command peek) {
    while (ask(peek).startsWith("FOUND")) {
      ask(new Command.Kick(session, 1));
    }
  }

  private void nextId() {
    ask(new Command.BeginPut(session, 0, 0, 1000));
    ask(new Command.EndPut(session, engine.bodies().store(EMPTY, 0, 0), 0));
  }
}
