package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final Session bob = fixture.connect("bob");
  private final Session carol = fixture.connect("carol");

  @Test
  void aJobGoesAtOnceToWhoWaitsForIt() {
    assertThat(fixture.await(bob)).isEqualTo(Reply.Plain.WAITING);

    fixture.put(alice, 0);

    assertThat(fixture.answered()).containsExactly("bob:1");
    assertThat(fixture.delete(bob, 1)).isEqualTo(Reply.Plain.DELETED);
    assertThat(fixture.stats().waiting()).isZero();
  }

  @Test
  void whoWaitsLongestIsServedFirst() {
    fixture.await(carol);
    fixture.await(bob);

    fixture.put(alice, 0);
    fixture.await(carol);
    fixture.put(alice, 0);
    fixture.put(alice, 0);

    assertThat(fixture.answered()).containsExactly("carol:1", "bob:2", "carol:3");
  }

  @Test
  void whoWaitsForAnotherTubeIsPassedOver() {
    Session dora = fixture.connectTo("dora", "other");
    fixture.await(dora);
    fixture.await(bob);

    fixture.put(alice, 0);

    assertThat(fixture.answered()).containsExactly("bob:1");
  }

  @Test
  void whoWaitsForTwoTubesIsServedOnce() {
    fixture.watch(bob, "other");
    fixture.await(bob);

    fixture.put(alice, 0);
    fixture.use(alice, "other");
    fixture.put(alice, 0);

    assertThat(fixture.answered()).containsExactly("bob:1");
    assertThat(fixture.tube("other").waiting()).isZero();
    assertThat(fixture.take(carol)).isEqualTo(-1);
    assertThat(fixture.take(bob)).isEqualTo(2);
  }

  @Test
  void ofSeveralKickedJobsTheFirstKickedIsHandedOver() {
    for (long id = 1; id <= 3; id++) {
      fixture.put(alice, 4 - id);
      fixture.take(alice);
      fixture.bury(alice, id, 4 - id);
    }
    fixture.await(bob);

    fixture.kick(alice, 3);

    assertThat(fixture.answered()).containsExactly("bob:1");
    assertThat(fixture.job(3).state()).isEqualTo(JobState.READY);
  }

  @Test
  void ofTheJobsOfALostConnectionTheFirstReservedIsHandedOver() {
    fixture.put(alice, 0);
    fixture.put(alice, 5);
    fixture.put(alice, 9);
    // Reserved in the order 3, 1, 2.
    fixture.apply(new Command.ReserveJob(alice, 3));
    fixture.take(alice);
    fixture.take(alice);
    fixture.await(bob);
    fixture.await(carol);

    fixture.disconnect(alice);

    assertThat(fixture.answered()).containsExactly("bob:3", "carol:1");
    assertThat(fixture.job(2).state()).isEqualTo(JobState.READY);
  }

  @Test
  void jobsOfALostConnectionAreReadyWithTheirCountsUntouched() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    fixture.disconnect(alice);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(job).releases()).isZero();
    assertThat(fixture.job(job).timeouts()).isZero();
    assertThat(fixture.stats().jobTimeouts()).isZero();
    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whoIsGoneNoLongerWaits() {
    fixture.await(bob);
    fixture.disconnect(bob);

    fixture.put(alice, 0);

    assertThat(fixture.answers).isEmpty();
    assertThat(fixture.job(1).state()).isEqualTo(JobState.READY);
  }

  @Test
  void timeoutZeroAnswersAtOnce() {
    assertThat(fixture.await(bob, 0)).isEqualTo(Reply.Plain.TIMED_OUT);
    assertThat(fixture.stats().waiting()).isZero();
  }

  @Test
  void aWaitEndsAtItsTimeout() {
    assertThat(fixture.await(bob, 3000)).isEqualTo(Reply.Plain.WAITING);

    fixture.pass(2999);
    assertThat(fixture.answers).isEmpty();
    fixture.pass(1);

    assertThat(fixture.answered()).containsExactly("bob:TIMED_OUT");
    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aJobThatBecomesReadyAtTheVeryTimeoutIsHandedOver() {
    fixture.putDelayed(alice, 0, 3000);
    fixture.await(bob, 3000);

    fixture.pass(3000);

    assertThat(fixture.answered()).containsExactly("bob:1");
  }

  @Test
  void aHalfClosedSessionDoesNotWait() {
    fixture.await(bob);

    fixture.engine.halfClose(fixture.now, bob);

    assertThat(fixture.answered()).containsExactly("bob:TIMED_OUT");
    assertThat(fixture.await(bob)).isEqualTo(Reply.Plain.TIMED_OUT);
  }

  @Test
  void aHalfClosedSessionStillGetsAReadyJob() {
    fixture.engine.halfClose(fixture.now, bob);
    long job = fixture.put(alice, 0);

    assertThat(fixture.take(bob)).isEqualTo(job);
    assertThat(fixture.answers).isEmpty();
  }
}
