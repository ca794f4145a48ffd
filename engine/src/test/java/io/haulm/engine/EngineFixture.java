package io.haulm.engine;

import io.haulm.engine.body.BodyStore;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine whose time is a number, whose facts are kept in a list, and whose answers are too. */
final class EngineFixture {
  static final long TTR_MILLIS = 60_000;
  static final int ALL = Integer.MAX_VALUE;

  final RecordingLog log = new RecordingLog();
  final List<Effect.Answer> answers = new ArrayList<>();
  final Engine engine;

  // A session of its own for statistics, so that looking does not disturb what is looked at.
  private @Nullable Session observer;

  /** Now. Tests set it as they like, but never back. */
  long now = 1_000_000;

  EngineFixture() {
    this(new EngineOptions(64 << 20, false));
  }

  EngineFixture(EngineOptions options) {
    engine = new Engine(options, log, effect -> answers.add((Effect.Answer) effect));
  }

  /** An engine that recovered what this one has logged, at the same time. */
  EngineFixture restarted() {
    EngineFixture other = new EngineFixture();
    other.now = now;
    other.log.recover(log, other.engine);
    return other;
  }

  Session connect(String name) {
    return engine.connect(name);
  }

  Session connectTo(String name, String tube) {
    Session session = connect(name);
    use(session, tube);
    watch(session, tube);
    apply(new Command.Ignore(session, "default"));
    return session;
  }

  Reply apply(Command command) {
    return engine.apply(now, command);
  }

  /** Lets everything happen that is due up to {@code millis} from now. */
  void pass(long millis) {
    now += millis;
    engine.advance(now, ALL);
  }

  long put(Session session, long priority) {
    return put(session, priority, 0, "body");
  }

  long putDelayed(Session session, long priority, long delayMillis) {
    return put(session, priority, delayMillis, "body");
  }

  long put(Session session, long priority, long delayMillis, String body) {
    return ((Reply.Inserted) tryPut(session, priority, delayMillis, TTR_MILLIS, body)).jobId();
  }

  long putWithTtr(Session session, long ttrMillis) {
    return ((Reply.Inserted) tryPut(session, 0, 0, ttrMillis, "body")).jobId();
  }

  Reply tryPut(Session session, long priority, long delayMillis, long ttrMillis, String body) {
    apply(new Command.BeginPut(session, priority, delayMillis, ttrMillis));
    return endPut(session, body);
  }

  Reply endPut(Session session, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    long ref = engine.bodies().store(MemorySegment.ofArray(bytes), 0, bytes.length);
    return apply(new Command.EndPut(session, ref, bytes.length));
  }

  String text(JobBody body) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < BodyStore.pieces(body.bytes()); i++) {
      byte[] piece =
          engine.bodies().piece(body.ref(), body.bytes(), i).toArray(ValueLayout.JAVA_BYTE);
      text.append(new String(piece, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /** Reserves the best job at once; -1 when there is none. */
  long take(Session session) {
    Reply reply = apply(new Command.ReserveWithTimeout(session, 0));
    return reply instanceof Reply.Reserved reserved ? reserved.jobId() : -1;
  }

  Reply await(Session session) {
    return apply(new Command.Reserve(session));
  }

  Reply await(Session session, long timeoutMillis) {
    return apply(new Command.ReserveWithTimeout(session, timeoutMillis));
  }

  Reply delete(Session session, long jobId) {
    return apply(new Command.Delete(session, jobId));
  }

  Reply release(Session session, long jobId, long priority, long delayMillis) {
    return apply(new Command.Release(session, jobId, priority, delayMillis));
  }

  Reply bury(Session session, long jobId, long priority) {
    return apply(new Command.Bury(session, jobId, priority));
  }

  Reply touch(Session session, long jobId) {
    return apply(new Command.Touch(session, jobId));
  }

  Reply kick(Session session, long bound) {
    return apply(new Command.Kick(session, bound));
  }

  Reply use(Session session, String tube) {
    return apply(new Command.Use(session, tube));
  }

  Reply watch(Session session, String tube) {
    return apply(new Command.Watch(session, tube));
  }

  Reply ignore(Session session, String tube) {
    return apply(new Command.Ignore(session, tube));
  }

  Reply pause(Session session, String tube, long pauseMillis) {
    return apply(new Command.PauseTube(session, tube, pauseMillis));
  }

  void disconnect(Session session) {
    engine.disconnect(now, session);
  }

  Reply.JobStats job(long jobId) {
    return (Reply.JobStats) apply(new Command.StatsJob(observer(), jobId));
  }

  JobRow row(long jobId) {
    return Check.present(engine.browser().find(jobId), "the job is there");
  }

  TubeFigures figures(String tube) {
    return Check.present(engine.browser().tube(tube), "the tube is there");
  }

  boolean exists(long jobId) {
    return apply(new Command.StatsJob(observer(), jobId)) instanceof Reply.JobStats;
  }

  Reply.TubeStats tube(String name) {
    return (Reply.TubeStats) apply(new Command.StatsTube(observer(), name));
  }

  Reply.EngineStats stats() {
    return (Reply.EngineStats) apply(new Command.Stats(observer()));
  }

  List<String> tubes() {
    return ((Reply.Tubes) apply(new Command.ListTubes(observer()))).names();
  }

  /** The ids that waiting sessions were given, as "name:id", and what else they were told. */
  List<String> answered() {
    List<String> texts = new ArrayList<>();
    for (Effect.Answer answer : answers) {
      String what =
          answer.reply() instanceof Reply.Reserved reserved
              ? Long.toString(reserved.jobId())
              : answer.reply().toString();
      texts.add(answer.session().owner() + ":" + what);
    }
    return texts;
  }

  private Session observer() {
    if (observer == null) {
      observer = engine.connect("observer");
    }
    return observer;
  }
}
