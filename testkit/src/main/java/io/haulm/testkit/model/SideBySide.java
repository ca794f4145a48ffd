package io.haulm.testkit.model;

import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.Check;
import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts.Kind;
import io.haulm.engine.Effect;
import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.FactLog;
import io.haulm.engine.JobBody;
import io.haulm.engine.JobRow;
import io.haulm.engine.JobState;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import io.haulm.engine.TubeFigures;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine and the model, asked the same things at the same times. Throws a {@link Disagreement}
 * at the first difference in a reply, in what waiting sessions are told, in the timer, or in what
 * can be seen of the state.
 */
public final class SideBySide {
  static final EngineOptions OPTIONS = new EngineOptions(64L << 20, false);

  /** With so little memory, long bodies lie in the log only. */
  private static final EngineOptions OPTIONS_OF_RECORDED = new EngineOptions(1L << 20, true);

  private static final int ADVANCES_MAX = 100_000;
  private static final long START_MILLIS = 1_800_000_000_000L;

  private final RecordingFactLog log = new RecordingFactLog();
  private final boolean recording;
  private final boolean telling;
  private boolean nextIdOpen;
  private final List<Effect> effects = new ArrayList<>();
  private final Map<Long, String> texts = new HashMap<>();
  private final List<Session> members = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private final Map<Session, String> names = new HashMap<>();
  private Engine engine;
  private ReferenceModel model = new ReferenceModel();
  private Session observer;
  private long nowMillis = START_MILLIS;

  /**
   * A fresh pair.
   *
   * @param recording whether the engine's facts are kept, so that it can be started again
   * @param telling whether what is done is kept in words
   */
  public SideBySide(boolean recording, boolean telling) {
    this.telling = telling;
    this.recording = recording;
    engine = newEngine();
    observer = connectBoth("observer");
  }

  private Engine newEngine() {
    Engine fresh =
        recording
            ? new Engine(OPTIONS_OF_RECORDED, log, effects::add)
            : new Engine(OPTIONS, FactLog.NONE, effects::add);
    log.setResidentText(body -> residentText(fresh, body));
    return fresh;
  }

  static String residentText(Engine engine, JobBody body) {
    MemorySegment piece = engine.bodies().piece(body.ref(), body.bytes(), 0);
    byte[] bytes = piece.asSlice(0, body.bytes()).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  Engine engine() {
    return engine;
  }

  ReferenceModel model() {
    return model;
  }

  RecordingFactLog log() {
    return log;
  }

  Session observer() {
    return observer;
  }

  boolean isRecording() {
    return recording;
  }

  long nowMillis() {
    return nowMillis;
  }

  /** The sessions of the walk, without the one that only observes. */
  List<Session> members() {
    return members;
  }

  /** What was done so far, a line each; empty unless this pair tells. */
  List<String> history() {
    return history;
  }

  void note(String line) {
    if (!telling) {
      return;
    }
    history.add("[" + (nowMillis - START_MILLIS) + " ms] " + line);
  }

  /** A new connection. */
  void connect() {
    Session session = connectBoth("s" + names.size());
    members.add(session);
    note(name(session) + " connects");
  }

  private Session connectBoth(String name) {
    Session session = engine.connect(name);
    names.put(session, name);
    model.connect(session);
    return session;
  }

  String name(Session session) {
    return names.getOrDefault(session, "a stranger");
  }

  /** A connection ends. */
  void disconnect(Session session) {
    note(name(session) + " disconnects");
    members.remove(session);
    engine.disconnect(nowMillis, session);
    model.disconnect(nowMillis, session);
    compareEffects();
  }

  /** A client sends nothing more. */
  void halfClose(Session session) {
    note(name(session) + " half-closes");
    engine.halfClose(nowMillis, session);
    model.halfClose(session);
    compareEffects();
  }

  /** The server takes no more jobs. */
  void drain() {
    note("drain");
    engine.drain();
    model.drain();
  }

  /** The face refused a command. */
  void countRefused(Kind kind) {
    engine.countRefused(kind);
    model.countRefused(kind);
  }

  /** The body of a put arrives. */
  void endPut(Session session, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    long ref = engine.bodies().store(MemorySegment.ofArray(bytes), 0, bytes.length);
    Reply reply = askEngine(new Command.EndPut(session, ref, bytes.length));
    if (reply instanceof Reply.Inserted(long jobId)) {
      if (nextIdOpen) {
        adoptNextId(session, jobId);
      }
      texts.put(jobId, text);
    }
    compareWithModel(new Command.EndPut(session, ref, bytes.length), reply);
  }

  /** An administrator gives a job another priority and body; the caller tells the model. */
  Outcome edit(long jobId, long priority, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    long ref = engine.bodies().store(MemorySegment.ofArray(bytes), 0, bytes.length);
    Outcome outcome = engine.administration().edit(nowMillis, jobId, priority, ref, bytes.length);
    if (outcome == Outcome.DONE) {
      texts.put(jobId, text);
    }
    return outcome;
  }

  /** Ids that were taken but that no client saw may be given out again after a restart. */
  private void adoptNextId(Session session, long jobId) {
    nextIdOpen = false;
    long lastSeen = texts.keySet().stream().mapToLong(id -> id).max().orElse(0);
    long nextOfModel = model.state().nextJobId;
    if (jobId <= lastSeen || jobId >= nextOfModel) {
      throw new Disagreement(
          String.format(
              "after a restart id %d was given out, but clients saw ids up to %d, and the next is"
                  + " at most %d",
              jobId, lastSeen, nextOfModel - 1));
    }
    model.adoptNextId(session, jobId);
  }

  /** The body of a put arrives while the log has no room. */
  void endPutIntoFullLog(Session session, String text) {
    log.setFull(true);
    model.setLogFull(true);
    note("the log is full");
    endPut(session, text);
    log.setFull(false);
    model.setLogFull(false);
  }

  /** The server stops, and another engine begins with the facts of the first; nobody is there. */
  void replaceEngine() {
    note("restart");
    members.clear();
    engine = newEngine();
    log.rememberAll();
    log.readBack(0, (fact, position) -> engine.replay(fact, position, 0));
    engine.recovered();
    model.restart(nowMillis);
    observer = connectBoth("observer");
    nextIdOpen = true;
  }

  /** A command; the reply must be the same. */
  Reply ask(Command command) {
    Reply reply = askEngine(command);
    compareWithModel(command, reply);
    return reply;
  }

  /** A command to the engine alone; the caller tells the model. */
  Reply askEngine(Command command) {
    return engine.apply(nowMillis, command);
  }

  private void compareWithModel(Command command, Reply reply) {
    Object seen = Shown.of(reply, this::engineText);
    if (telling && command.session() != observer) {
      note(name(command.session()) + " " + words(command) + " -> " + seen);
    }
    Object expected =
        command instanceof Command.Stats
            ? model.stats(command.session())
            : Shown.of(model.apply(nowMillis, command), this::modelText);
    same(command, expected, seen);
    compareEffects();
    if (recording && reply instanceof Reply.JobStats stats) {
      checkPosition(stats);
    }
  }

  private static String words(Command command) {
    return command.toString().replaceFirst("session=[^,\\]]*(, )?", "");
  }

  private void checkPosition(Reply.JobStats stats) {
    JobBody body = new JobBody(JobBody.NOT_RESIDENT, stats.position(), 0);
    same(
        "text at the position of job " + stats.jobId(),
        texts.getOrDefault(stats.jobId(), "?"),
        log.text(body));
  }

  private String engineText(long jobId, JobBody body) {
    return body.isResident() ? residentText(engine, body) : log.text(body);
  }

  private String modelText(long jobId, JobBody body) {
    return texts.getOrDefault(jobId, "?");
  }

  private Told toldByModel(Effect effect) {
    return switch (effect) {
      case Effect.Answer(var session, var reply) ->
          new Told(session, Shown.of(reply, this::modelText));
    };
  }

  private List<Told> takeToldByEngine() {
    List<Told> told = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Answer(var session, var reply) ->
            told.add(new Told(session, Shown.of(reply, this::engineText)));
      }
    }
    effects.clear();
    if (telling) {
      told.forEach(t -> note("    " + name(t.session()) + " is told " + t.answer()));
    }
    return told;
  }

  void compareEffects() {
    List<Told> seen = takeToldByEngine();
    List<Told> expected = model.takeEffects().stream().map(this::toldByModel).toList();
    if (!expected.equals(seen)) {
      same("what waiting sessions are told", inWords(expected), inWords(seen));
    }
  }

  private List<String> inWords(List<Told> told) {
    return told.stream().map(t -> name(t.session()) + ": " + t.answer()).toList();
  }

  /**
   * Time passes.
   *
   * @param advanceMax how many things the engine does in one go
   */
  void passTo(long toMillis, int advanceMax) {
    nowMillis = toMillis;
    note("time has passed");
    int advances = 0;
    while (engine.advance(nowMillis, advanceMax)) {
      if (++advances > ADVANCES_MAX) {
        throw new Disagreement("advance always says that more is due");
      }
    }
    List<Told> seen = takeToldByEngine();
    model =
        new TieSearch(nowMillis, seen, this::toldByModel)
            .advance(model)
            .orElseThrow(() -> notExplained(seen));
    new ModelAdministration(model.state()).passInTrash(nowMillis);
    checkTimer();
  }

  private Disagreement notExplained(List<Told> seen) {
    ReferenceModel before = model.copy();
    before.time().advance(nowMillis);
    List<Told> expected = before.takeEffects().stream().map(this::toldByModel).toList();
    return new Disagreement(
        "by time alone, in any order of ties: expected for one "
            + inWords(expected)
            + " but was "
            + inWords(seen));
  }

  /** The engine must not sleep through anything, and not ask for time when nothing is due. */
  void checkTimer() {
    long timerMillis = engine.nextTimerMillis();
    long dueMillis = model.time().nextDueMillis();
    if (timerMillis > dueMillis || timerMillis <= nowMillis) {
      throw new Disagreement(
          String.format("timer: due at %d, set to %d, now %d", dueMillis, timerMillis, nowMillis));
    }
  }

  /** Everything that can be asked without changing anything must be the same. */
  void checkAll() {
    List<Long> ids = model.state().jobs.stream().map(job -> job.id).toList();
    Census census = new Census();
    for (long id : ids) {
      census.addJob(ask(new Command.StatsJob(observer, id)));
      ask(new Command.Peek(observer, id));
    }
    checkTimes();
    Reply tubes = ask(new Command.ListTubes(observer));
    if (tubes instanceof Reply.Tubes(var tubeNames)) {
      tubeNames.forEach(tube -> census.addTube(ask(new Command.StatsTube(observer, tube))));
      census.compare(ask(new Command.Stats(observer)));
      tubeNames.forEach(this::checkFirstJobs);
    }
    for (Session member : List.copyOf(members)) {
      if (isIdle(member)) {
        ask(new Command.ListTubesWatched(member));
        ask(new Command.ListTubeUsed(member));
      }
    }
  }

  /** What the console sees and no command tells: since when jobs have been in their states. */
  private void checkTimes() {
    for (ModelJob job : model.state().jobs) {
      JobRow row = Check.present(engine.browser().find(job.id), "a job of the model exists");
      same("time of creation of job " + job.id, job.createdMillis, row.createdMillis());
      job.settleSince(row.sinceMillis());
      same("job " + job.id + " is " + job.state + " since", job.sinceMillis, row.sinceMillis());
    }
    for (ModelTube tube : model.state().tubes) {
      TubeFigures figures = Check.present(engine.browser().tube(tube.name), "a tube exists");
      long oldest =
          model
              .state()
              .jobsIn(tube.name, JobState.READY)
              .mapToLong(j -> j.sinceMillis)
              .min()
              .orElse(0);
      same("oldest ready of " + tube.name, oldest, figures.oldestReadyMillis());
    }
  }

  /** A tube without jobs is let be: to use it is to be somebody whom it has been waiting for. */
  private void checkFirstJobs(String tube) {
    if (model.state().jobs.stream().noneMatch(job -> job.tube.equals(tube))) {
      return;
    }
    ask(new Command.Use(observer, tube));
    ask(new Command.PeekReady(observer));
    ask(new Command.PeekDelayed(observer));
    ask(new Command.PeekBuried(observer));
    ask(new Command.Use(observer, ModelState.DEFAULT_TUBE));
  }

  /** True for a session that may send a command that does not disturb a put. */
  private boolean isIdle(Session session) {
    ModelSession s = model.state().session(session);
    return !s.waiting && s.put == null;
  }

  /** No job but those that the model knows exists. */
  void checkEveryId() {
    long last = model.state().nextJobId;
    for (long id = 0; id <= last; id++) {
      ask(new Command.StatsJob(observer, id));
    }
  }

  static void same(Object what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      throw new Disagreement(what + ": expected\n  " + expected + "\nbut was\n  " + seen);
    }
  }
}
