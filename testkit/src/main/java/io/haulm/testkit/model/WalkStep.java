package io.haulm.testkit.model;

import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts.Kind;
import io.haulm.engine.JobState;
import io.haulm.engine.Session;
import io.haulm.engine.body.BodyStore;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One step of a walk: everything about it follows from a number and from the state that the walk
 * has reached. So any part of a walk is a walk too, which is what makes shrinking simple.
 */
final class WalkStep {
  /** What a step may be; the weight says how often. */
  private enum Move {
    PASS_TIME(150),
    CONNECT(20),
    DISCONNECT(10),
    HALF_CLOSE(3),
    BEGIN_PUT(130),
    RESERVE(60),
    RESERVE_WITH_TIMEOUT(90),
    RESERVE_JOB(25),
    DELETE(70),
    RELEASE(60),
    BURY(45),
    TOUCH(25),
    KICK(30),
    KICK_JOB(20),
    USE(35),
    WATCH(30),
    IGNORE(25),
    PAUSE_TUBE(25),
    PEEK(15),
    ADMINISTER(70),
    COUNT_REFUSED(3),
    CHECK_ALL(60),
    COMPACT(25),
    RESTART(6);

    final int weight;

    Move(int weight) {
      this.weight = weight;
    }
  }

  /** The number of the one step that no random number stands for: from here on, no more jobs. */
  static final long DRAIN = Long.MIN_VALUE;

  private static final int LONG_BODY_BYTES = 60_000;
  private static final int SESSIONS_MAX = 6;
  private static final int JOBS_WANTED_MAX = 40;
  private static final List<String> TUBES = List.of("default", "mail", "sms", "fax", "b.log");
  private static final long[] PRIORITIES = {0, 1, 1, 5, 1023, 1024, 5000, 0xFFFF_FFFFL};
  private static final long[] DELAYS_MILLIS = {0, 0, 0, 1000, 1000, 2000, 5000, 700};
  private static final long[] TTRS_MILLIS = {0, 1000, 1001, 1500, 2000, 2000, 3000, 10_000, 500};
  private static final long[] TIMEOUTS_MILLIS = {
    0, 0, 1, 500, 1000, 2000, 5000, 4_294_967_295_000L
  };
  private static final long[] PAUSES_MILLIS = {0, 0, 500, 1000, 2000, 4000};
  private static final long[] SHORT_MILLIS = {0, 1, 1, 2, 499, 500, 501, 999, 1000, 1001, 2500};
  private static final int WEIGHTS = sumOfWeights();

  private final SideBySide pair;
  private final SplittableRandom random;

  private WalkStep(SideBySide pair, long number) {
    this.pair = pair;
    this.random = new SplittableRandom(number);
  }

  /** Takes the step that {@code number} stands for. */
  static void take(SideBySide pair, long number) {
    if (number == DRAIN) {
      pair.drain();
      return;
    }
    WalkStep step = new WalkStep(pair, number);
    step.take(step.chooseMove());
    pair.checkTimer();
  }

  private static int sumOfWeights() {
    int sum = 0;
    for (Move move : Move.values()) {
      sum += move.weight;
    }
    return sum;
  }

  private Move chooseMove() {
    int point = random.nextInt(WEIGHTS);
    for (Move move : Move.values()) {
      point -= move.weight;
      if (point < 0) {
        return move;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  private void take(Move move) {
    switch (move) {
      case PASS_TIME -> passTime();
      case CONNECT -> connect();
      case CHECK_ALL -> pair.checkAll();
      case COUNT_REFUSED -> pair.countRefused(Kind.values()[random.nextInt(Kind.values().length)]);
      case COMPACT -> compact();
      case RESTART -> restart();
      case ADMINISTER -> AdministrationStep.take(pair, random, anyJob());
      case DISCONNECT -> {
        if (!pair.members().isEmpty()) {
          pair.disconnect(random.nextBoolean() ? busiestMember() : anyMember());
        }
      }
      case HALF_CLOSE -> {
        if (!pair.members().isEmpty()) {
          pair.halfClose(anyMember());
        }
      }
      case BEGIN_PUT,
          RESERVE,
          RESERVE_WITH_TIMEOUT,
          RESERVE_JOB,
          DELETE,
          RELEASE,
          BURY,
          TOUCH,
          KICK,
          KICK_JOB,
          USE,
          WATCH,
          IGNORE,
          PAUSE_TUBE,
          PEEK ->
          command(move);
    }
  }

  private void connect() {
    if (pair.members().size() < SESSIONS_MAX) {
      pair.connect();
    }
  }

  private void restart() {
    if (pair.isRecording()) {
      Restart.of(pair, random);
    }
  }

  private void compact() {
    if (pair.isRecording()) {
      Compaction compaction = new Compaction(pair);
      switch (random.nextInt(4)) {
        case 0 -> compaction.beginSegment();
        case 1 -> compaction.rewriteUpTo(random.nextDouble());
        case 2 -> compaction.dropOldSegments();
        default -> compaction.rewrite(anyJob());
      }
    }
  }

  private Session anyMember() {
    return pair.members().get(random.nextInt(pair.members().size()));
  }

  private Session busiestMember() {
    return Collections.max(
        pair.members(),
        Comparator.comparingLong(
            session -> pair.model().state().jobsHeldBy(model(session)).count()));
  }

  private void passTime() {
    long nowMillis = pair.nowMillis();
    long nextMillis = pair.model().time().nextDueMillis();
    long toMillis =
        switch (random.nextInt(5)) {
          case 0 -> nowMillis + any(SHORT_MILLIS);
          case 1 -> nowMillis + random.nextLong(random.nextInt(8) == 0 ? 30_000 : 3_000);
          default ->
              nextMillis - nowMillis > 60_000
                  ? nowMillis + any(SHORT_MILLIS)
                  : nextMillis + random.nextInt(-1, 2);
        };
    pair.passTo(Math.max(nowMillis, toMillis), random.nextInt(3) == 0 ? 1 : 1000);
  }

  /** A session that does not wait does what the move says, unless its put wants a body. */
  private void command(Move move) {
    List<Session> free = pair.members().stream().filter(s -> !model(s).waiting).toList();
    if (free.isEmpty()) {
      connect();
      return;
    }
    Session session = free.get(random.nextInt(free.size()));
    if (model(session).put != null && random.nextInt(10) != 0) {
      endPut(session);
    } else if (move == Move.BEGIN_PUT && pair.model().state().jobs.size() > JOBS_WANTED_MAX) {
      pair.ask(new Command.Delete(session, anyJob()));
    } else {
      pair.ask(choose(move, session));
      if (model(session).put != null && random.nextInt(4) != 0) {
        endPut(session);
      }
    }
  }

  private ModelSession model(Session session) {
    return pair.model().state().session(session);
  }

  private void endPut(Session session) {
    boolean isLong = pair.isRecording() && random.nextInt(6) == 0;
    int padding = isLong ? LONG_BODY_BYTES : random.nextInt(40);
    String text = "body-" + random.nextInt(1000) + "x".repeat(padding);
    int chance = random.nextInt(20);
    if (chance == 0 && !pair.model().state().draining) {
      pair.ask(new Command.EndPut(session, BodyStore.NONE, 10));
    } else if (chance == 1 && pair.isRecording()) {
      pair.endPutIntoFullLog(session, text);
    } else if (chance == 2) {
      pair.endPut(session, "");
    } else {
      pair.endPut(session, text);
    }
  }

  private Command choose(Move move, Session session) {
    return switch (move) {
      case BEGIN_PUT ->
          new Command.BeginPut(session, any(PRIORITIES), any(DELAYS_MILLIS), any(TTRS_MILLIS));
      case RESERVE -> new Command.Reserve(session);
      case RESERVE_WITH_TIMEOUT -> new Command.ReserveWithTimeout(session, any(TIMEOUTS_MILLIS));
      case RESERVE_JOB -> new Command.ReserveJob(session, anyJob());
      case DELETE -> new Command.Delete(session, heldOrAnyJob(session));
      case RELEASE ->
          new Command.Release(session, heldOrAnyJob(session), any(PRIORITIES), any(DELAYS_MILLIS));
      case BURY -> new Command.Bury(session, heldOrAnyJob(session), any(PRIORITIES));
      case TOUCH -> new Command.Touch(session, heldOrAnyJob(session));
      case KICK -> new Command.Kick(session, random.nextInt(5));
      case KICK_JOB -> new Command.KickJob(session, anyJob());
      case USE -> new Command.Use(session, anyTube());
      case WATCH -> new Command.Watch(session, anyTube());
      case IGNORE -> new Command.Ignore(session, anyTube());
      case PAUSE_TUBE -> new Command.PauseTube(session, anyTube(), any(PAUSES_MILLIS));
      case PEEK -> look(session);
      case PASS_TIME,
          CONNECT,
          DISCONNECT,
          HALF_CLOSE,
          COUNT_REFUSED,
          CHECK_ALL,
          COMPACT,
          RESTART,
          ADMINISTER ->
          throw new IllegalArgumentException(move + " is no command");
    };
  }

  private Command look(Session session) {
    return switch (random.nextInt(7)) {
      case 0 -> new Command.PeekReady(session);
      case 1 -> new Command.PeekDelayed(session);
      case 2 -> new Command.PeekBuried(session);
      case 3 -> new Command.StatsJob(session, anyJob());
      case 4 -> new Command.StatsTube(session, anyTube());
      case 5 -> new Command.Stats(session);
      default -> new Command.Peek(session, anyJob());
    };
  }

  private long any(long[] values) {
    return values[random.nextInt(values.length)];
  }

  private String anyTube() {
    return TUBES.get(random.nextInt(TUBES.size()));
  }

  private long heldOrAnyJob(Session session) {
    List<ModelJob> held = pair.model().state().jobsHeldBy(model(session)).toList();
    boolean takeHeld = !held.isEmpty() && random.nextInt(5) != 0;
    return takeHeld ? held.get(random.nextInt(held.size())).id : anyJob();
  }

  /** Mostly a job that exists, at times one that is reserved, gone or not yet there. */
  private long anyJob() {
    List<ModelJob> jobs = pair.model().state().jobs;
    int chance = random.nextInt(10);
    if (jobs.isEmpty() || chance == 0) {
      return random.nextLong(pair.model().state().nextJobId + 3);
    }
    List<ModelJob> wanted =
        chance < 5 ? jobs.stream().filter(job -> job.state == JobState.BURIED).toList() : jobs;
    List<ModelJob> chosen = wanted.isEmpty() ? jobs : wanted;
    return chosen.get(random.nextInt(chosen.size())).id;
  }
}
