package io.haulm.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Command;
import io.haulm.engine.Effect;
import io.haulm.engine.Engine;
import io.haulm.engine.FactLog;
import io.haulm.engine.JobBody;
import io.haulm.engine.Reply;
import io.haulm.engine.Reply.Plain;
import io.haulm.engine.Session;
import org.junit.jupiter.api.Test;

/** The sentences of the reference, put to the model alone. */
class ReferenceModelTest {
  private static final JobBody BODY = new JobBody(0, FactLog.NOWHERE, 1);

  private final Engine handles = new Engine(SideBySide.OPTIONS, FactLog.NONE, _ -> {});
  private final ReferenceModel model = new ReferenceModel();
  private final Session alice = connect();
  private final Session bob = connect();
  private final Session carol = connect();

  private Session connect() {
    Session session = handles.connect("");
    model.connect(session);
    return session;
  }

  private void put(long nowMillis, Session session, long priority, long delayMillis, long ttr) {
    model.apply(nowMillis, new Command.BeginPut(session, priority, delayMillis, ttr));
    model.apply(nowMillis, new Command.EndPut(session, 0, 1));
  }

  private Reply reserve(long nowMillis, Session session) {
    return model.apply(nowMillis, new Command.Reserve(session));
  }

  private static Reply reserved(long jobId) {
    return new Reply.Reserved(jobId, BODY);
  }

  @Test
  void smallestPriorityComesFirstAndAmongEqualsTheSmallestId() {
    put(0, alice, 5, 0, 60_000);
    put(0, alice, 1, 0, 60_000);
    put(0, alice, 1, 0, 60_000);

    assertThat(reserve(0, alice)).isEqualTo(reserved(2));
    assertThat(reserve(0, alice)).isEqualTo(reserved(3));
    assertThat(reserve(0, alice)).isEqualTo(reserved(1));
  }

  @Test
  void slowPutBeatsALaterFastOne() {
    model.apply(0, new Command.BeginPut(alice, 0, 0, 60_000));
    put(1, bob, 0, 0, 60_000);
    model.apply(2, new Command.EndPut(alice, 0, 1));

    assertThat(reserve(3, carol)).isEqualTo(reserved(1));
  }

  @Test
  void whoWaitedLongestIsServedFirst() {
    assertThat(reserve(0, alice)).isEqualTo(Plain.WAITING);
    assertThat(reserve(0, bob)).isEqualTo(Plain.WAITING);

    put(1, carol, 0, 0, 60_000);

    assertThat(model.takeEffects()).containsExactly(new Effect.Answer(alice, reserved(1)));
  }

  @Test
  void disconnectReturnsJobsInTheOrderOfTheirReservation() {
    put(0, alice, 5, 0, 60_000);
    assertThat(reserve(0, bob)).isEqualTo(reserved(1));
    put(0, alice, 1, 0, 60_000);
    assertThat(reserve(0, bob)).isEqualTo(reserved(2));
    reserve(0, carol);

    model.disconnect(1, bob);

    assertThat(model.takeEffects()).containsExactly(new Effect.Answer(carol, reserved(1)));
  }

  @Test
  void jobReturnsAtTheEndOfItsTimeToRun() {
    put(0, alice, 0, 0, 2000);
    reserve(0, bob);
    reserve(0, carol);

    model.time().advance(1999);
    assertThat(model.takeEffects()).isEmpty();
    model.time().advance(2000);

    assertThat(model.takeEffects()).containsExactly(new Effect.Answer(carol, reserved(1)));
    assertThat(model.apply(2000, new Command.Touch(bob, 1))).isEqualTo(Plain.NOT_FOUND);
  }

  @Test
  void waitingHolderIsWarnedOneSecondBefore() {
    put(0, alice, 0, 0, 3000);
    reserve(0, bob);
    reserve(500, bob);

    model.time().advance(1999);
    assertThat(model.takeEffects()).isEmpty();
    model.time().advance(2000);

    assertThat(model.takeEffects()).containsExactly(new Effect.Answer(bob, Plain.DEADLINE_SOON));
  }

  @Test
  void warningComesBeforeTheEndOfATimeout() {
    put(0, alice, 0, 0, 1000);
    reserve(0, bob);

    assertThat(model.apply(0, new Command.ReserveWithTimeout(bob, 0)))
        .isEqualTo(Plain.DEADLINE_SOON);
  }

  @Test
  void jobOfAPausedTubeIsHandedOverWhenThePauseEnds() {
    put(0, alice, 0, 0, 60_000);
    model.apply(0, new Command.PauseTube(alice, "default", 500));
    assertThat(reserve(0, bob)).isEqualTo(Plain.WAITING);

    model.time().advance(500);

    assertThat(model.takeEffects()).containsExactly(new Effect.Answer(bob, reserved(1)));
  }

  @Test
  void kickTakesBuriedJobsOnlyWhenThereAreAny() {
    put(0, alice, 0, 5000, 60_000);
    put(0, alice, 0, 0, 60_000);
    reserve(0, bob);
    model.apply(0, new Command.Bury(bob, 2, 0));

    assertThat(model.apply(0, new Command.Kick(alice, 10))).isEqualTo(new Reply.Kicked(1));
    assertThat(model.apply(0, new Command.Kick(alice, 10))).isEqualTo(new Reply.Kicked(1));
    assertThat(reserve(0, bob)).isEqualTo(reserved(1));
  }

  @Test
  void halfClosedSessionNeverWaits() {
    model.halfClose(alice);
    assertThat(reserve(0, alice)).isEqualTo(Plain.TIMED_OUT);

    put(0, bob, 0, 0, 60_000);

    assertThat(reserve(0, alice)).isEqualTo(reserved(1));
  }

  @Test
  void reservedJobIsReadyAfterARestartAndKeepsItsPriority() {
    put(0, alice, 9, 0, 60_000);
    reserve(0, bob);
    model.apply(0, new Command.Release(bob, 1, 3, 0));
    reserve(0, bob);

    model.restart(1);

    Session dave = connect();
    assertThat(model.apply(1, new Command.StatsJob(dave, 1)))
        .isInstanceOfSatisfying(
            Reply.JobStats.class, stats -> assertThat(stats.priority()).isEqualTo(3));
    assertThat(reserve(1, dave)).isEqualTo(reserved(1));
  }
}
