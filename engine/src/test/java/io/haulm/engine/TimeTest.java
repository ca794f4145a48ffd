package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final Session bob = fixture.connect("bob");

  @Test
  void aDelayedJobIsReadyWhenItsDelayEnds() {
    long job = fixture.putDelayed(alice, 0, 2000);
    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(fixture.now + 2000);

    fixture.pass(1999);
    assertThat(fixture.job(job).timeLeftMillis()).isEqualTo(1);
    assertThat(fixture.take(bob)).isEqualTo(-1);
    fixture.pass(1);

    assertThat(fixture.job(job).timeLeftMillis()).isZero();
    assertThat(fixture.take(bob)).isEqualTo(job);
  }

  @Test
  void aJobWhoseTimeToRunEndedIsReadyAgain() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    fixture.pass(EngineFixture.TTR_MILLIS);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(job).timeouts()).isEqualTo(1);
    assertThat(fixture.stats().jobTimeouts()).isEqualTo(1);
  }

  @Test
  void theFormerHolderMayOnlyDelete() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.pass(EngineFixture.TTR_MILLIS);

    assertThat(fixture.release(alice, job, 0, 0)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.bury(alice, job, 0)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.touch(alice, job)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.delete(alice, job)).isEqualTo(Reply.Plain.DELETED);
  }

  @Test
  void anExpiredJobGoesToWhoWaits() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.await(bob);

    fixture.pass(EngineFixture.TTR_MILLIS);

    assertThat(fixture.answered()).containsExactly("bob:" + job);
  }

  @Test
  void jobsExpireInTheOrderOfTheirDeadlines() {
    long late = fixture.putWithTtr(alice, 9000);
    long early = fixture.putWithTtr(alice, 5000);
    fixture.take(alice);
    fixture.take(alice);

    fixture.pass(5000);

    assertThat(fixture.job(early).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(late).state()).isEqualTo(JobState.RESERVED);
  }

  @Test
  void withADeadlineInOneSecondReserveIsRefused() {
    fixture.putWithTtr(alice, 5000);
    fixture.take(alice);

    fixture.pass(3999);
    assertThat(fixture.await(alice, 0)).isEqualTo(Reply.Plain.TIMED_OUT);
    fixture.pass(1);

    assertThat(fixture.await(alice, 0)).isEqualTo(Reply.Plain.DEADLINE_SOON);
    assertThat(fixture.await(alice)).isEqualTo(Reply.Plain.DEADLINE_SOON);
    assertThat(fixture.await(bob, 0)).isEqualTo(Reply.Plain.TIMED_OUT);
  }

  @Test
  void withADeadlineInOneSecondAReadyJobIsStillGiven() {
    fixture.putWithTtr(alice, 1000);
    fixture.take(alice);
    long job = fixture.put(bob, 0);

    assertThat(fixture.take(alice)).isEqualTo(job);
  }

  @Test
  void aJobOfAPausedTubeDoesNotKeepTheWarningBack() {
    fixture.putWithTtr(alice, 1000);
    fixture.take(alice);
    fixture.put(bob, 0);
    fixture.pause(bob, "default", 9000);

    assertThat(fixture.await(alice)).isEqualTo(Reply.Plain.DEADLINE_SOON);
  }

  @Test
  void aWaitingSessionIsWarnedWhenTheLastSecondBegins() {
    fixture.putWithTtr(alice, 5000);
    fixture.take(alice);
    fixture.await(alice);

    fixture.pass(3999);
    assertThat(fixture.answers).isEmpty();
    fixture.pass(1);

    assertThat(fixture.answered()).containsExactly("alice:DEADLINE_SOON");
  }

  @Test
  void theWarningBeatsTheTimeout() {
    fixture.putWithTtr(alice, 5000);
    fixture.take(alice);
    fixture.await(alice, 4000);

    fixture.pass(4000);

    assertThat(fixture.answered()).containsExactly("alice:DEADLINE_SOON");
  }

  @Test
  void aTimeoutBeforeTheLastSecondIsATimeout() {
    fixture.putWithTtr(alice, 5000);
    fixture.take(alice);
    fixture.await(alice, 3999);

    fixture.pass(4500);

    assertThat(fixture.answered()).containsExactly("alice:TIMED_OUT");
  }

  // beanstalkd forgets the timer here, and the job stays reserved for good.
  @Test
  void afterTheWarningAndATouchTheTimeToRunStillEnds() {
    long job = fixture.putWithTtr(alice, 5000);
    fixture.take(alice);
    fixture.await(alice, 6000);
    fixture.pass(4000);
    fixture.touch(alice, job);

    fixture.pass(4999);
    assertThat(fixture.job(job).state()).isEqualTo(JobState.RESERVED);
    fixture.pass(1);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
    assertThat(fixture.answered()).containsExactly("alice:DEADLINE_SOON");
  }

  @Test
  void whatFellDueLongAgoHappensInTheOrderOfTime() {
    fixture.putDelayed(alice, 0, 2000);
    fixture.await(bob, 1000);

    fixture.pass(5000);

    assertThat(fixture.answered()).containsExactly("bob:TIMED_OUT");
    assertThat(fixture.job(1).state()).isEqualTo(JobState.READY);
  }

  @Test
  void advanceDoesNoMoreThanItIsAllowed() {
    fixture.putDelayed(alice, 0, 1000);
    fixture.putDelayed(alice, 0, 1000);
    fixture.now += 1000;

    assertThat(fixture.engine.advance(fixture.now, 1)).isTrue();
    assertThat(fixture.stats().ready()).isEqualTo(1);
    assertThat(fixture.engine.advance(fixture.now, 1)).isFalse();
    assertThat(fixture.stats().ready()).isEqualTo(2);
  }

  @Test
  void anIdleEngineHasNoTimer() {
    fixture.put(alice, 0);
    fixture.await(fixture.connectTo("carol", "other"));

    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(fixture.engine.advance(fixture.now, 1)).isFalse();
  }
}
