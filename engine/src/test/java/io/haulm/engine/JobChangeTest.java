package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobChangeTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final Session bob = fixture.connect("bob");

  @Test
  void theHolderDeletesItsJob() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(fixture.delete(alice, job)).isEqualTo(Reply.Plain.DELETED);
    assertThat(fixture.exists(job)).isFalse();
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
  }

  @Test
  void onlyTheHolderMayDeleteAReservedJob() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(fixture.delete(bob, job)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.job(job).state()).isEqualTo(JobState.RESERVED);
  }

  @Test
  void anybodyMayDeleteAReadyDelayedOrBuriedJob() {
    long buried = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.bury(alice, buried, 0);
    long delayed = fixture.putDelayed(alice, 0, 1000);
    long ready = fixture.put(alice, 0);

    assertThat(fixture.delete(bob, ready)).isEqualTo(Reply.Plain.DELETED);
    assertThat(fixture.delete(bob, delayed)).isEqualTo(Reply.Plain.DELETED);
    assertThat(fixture.delete(bob, buried)).isEqualTo(Reply.Plain.DELETED);
    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anUnknownJobIsNotDeleted() {
    assertThat(fixture.delete(alice, 1)).isEqualTo(Reply.Plain.NOT_FOUND);
  }

  @Test
  void aReleasedJobIsReadyAgainWithItsNewPriority() {
    long job = fixture.put(alice, 9);
    fixture.take(alice);

    assertThat(fixture.release(alice, job, 4, 0)).isEqualTo(Reply.Plain.RELEASED);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(job).priority()).isEqualTo(4);
    assertThat(fixture.job(job).releases()).isEqualTo(1);
    assertThat(fixture.take(bob)).isEqualTo(job);
  }

  @Test
  void aReleasedJobReturnsToItsPlaceByItsId() {
    long first = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.put(alice, 0);
    fixture.release(alice, first, 0, 0);

    assertThat(fixture.take(bob)).isEqualTo(first);
  }

  @Test
  void aJobReleasedWithADelayIsReadyAfterIt() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.release(alice, job, 0, 5000);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.DELAYED);
    assertThat(fixture.job(job).delayMillis()).isEqualTo(5000);
    fixture.pass(4999);
    assertThat(fixture.take(bob)).isEqualTo(-1);
    fixture.pass(1);
    assertThat(fixture.take(bob)).isEqualTo(job);
  }

  @Test
  void onlyTheHolderMayReleaseBuryOrTouch() {
    long job = fixture.put(alice, 7);
    long ready = fixture.put(alice, 8);
    fixture.take(alice);

    for (long id : new long[] {job, ready, 99}) {
      assertThat(fixture.release(bob, id, 0, 0)).isEqualTo(Reply.Plain.NOT_FOUND);
      assertThat(fixture.bury(bob, id, 0)).isEqualTo(Reply.Plain.NOT_FOUND);
      assertThat(fixture.touch(bob, id)).isEqualTo(Reply.Plain.NOT_FOUND);
    }
    assertThat(fixture.job(job).priority()).isEqualTo(7);
    assertThat(fixture.job(ready).state()).isEqualTo(JobState.READY);
  }

  @Test
  void aBuriedJobIsNotServed() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(fixture.bury(alice, job, 3)).isEqualTo(Reply.Plain.BURIED);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.BURIED);
    assertThat(fixture.job(job).priority()).isEqualTo(3);
    assertThat(fixture.job(job).buries()).isEqualTo(1);
    assertThat(fixture.take(bob)).isEqualTo(-1);
  }

  @Test
  void kickMakesTheFirstBuriedReadyFirst() {
    buryThreeInTheOrder(2, 3, 1);

    assertThat(fixture.kick(alice, 2)).isEqualTo(new Reply.Kicked(2));

    assertThat(fixture.job(2).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(3).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(1).state()).isEqualTo(JobState.BURIED);
    assertThat(fixture.job(2).kicks()).isEqualTo(1);
  }

  @Test
  void kickLeavesDelayedJobsAloneWhileAnyIsBuried() {
    buryThreeInTheOrder(1, 2, 3);
    long delayed = fixture.putDelayed(alice, 0, 1000);

    assertThat(fixture.kick(alice, 10)).isEqualTo(new Reply.Kicked(3));
    assertThat(fixture.job(delayed).state()).isEqualTo(JobState.DELAYED);

    assertThat(fixture.kick(alice, 10)).isEqualTo(new Reply.Kicked(1));
    assertThat(fixture.job(delayed).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(delayed).delayMillis()).isEqualTo(1000);
  }

  @Test
  void kickTakesTheDelayedJobThatIsDueFirst() {
    long late = fixture.putDelayed(alice, 0, 9000);
    long early = fixture.putDelayed(alice, 0, 1000);

    fixture.kick(alice, 1);

    assertThat(fixture.job(early).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(late).state()).isEqualTo(JobState.DELAYED);
  }

  @Test
  void kickLooksAtTheUsedTubeOnly() {
    fixture.putDelayed(alice, 0, 1000);
    fixture.use(bob, "other");

    assertThat(fixture.kick(bob, 10)).isEqualTo(new Reply.Kicked(0));
    assertThat(fixture.kick(alice, 0)).isEqualTo(new Reply.Kicked(0));
  }

  @Test
  void oneJobIsKickedWhetherBuriedOrDelayed() {
    long buried = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.bury(alice, buried, 0);
    long delayed = fixture.putDelayed(alice, 0, 1000);

    assertThat(fixture.apply(new Command.KickJob(bob, delayed))).isEqualTo(Reply.Plain.JOB_KICKED);
    assertThat(fixture.apply(new Command.KickJob(bob, buried))).isEqualTo(Reply.Plain.JOB_KICKED);
    assertThat(fixture.job(delayed).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(buried).state()).isEqualTo(JobState.READY);
  }

  @Test
  void aReadyReservedOrUnknownJobIsNotKicked() {
    long reserved = fixture.put(alice, 0);
    fixture.take(alice);
    long ready = fixture.put(alice, 0);

    for (long id : new long[] {ready, reserved, 99}) {
      assertThat(fixture.apply(new Command.KickJob(alice, id))).isEqualTo(Reply.Plain.NOT_FOUND);
    }
  }

  @Test
  void touchStartsTheTimeToRunAgain() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.pass(EngineFixture.TTR_MILLIS - 1);

    assertThat(fixture.touch(alice, job)).isEqualTo(Reply.Plain.TOUCHED);

    assertThat(fixture.job(job).timeLeftMillis()).isEqualTo(EngineFixture.TTR_MILLIS);
    fixture.pass(EngineFixture.TTR_MILLIS - 1);
    assertThat(fixture.job(job).state()).isEqualTo(JobState.RESERVED);
    fixture.pass(1);
    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
  }

  @Test
  void peekShowsTheNextOfEachKindInTheUsedTube() {
    buryThreeInTheOrder(3, 1, 2);
    fixture.putDelayed(alice, 0, 9000);
    long soonest = fixture.putDelayed(alice, 5, 1000);
    fixture.put(alice, 5);
    long best = fixture.put(alice, 1);

    assertThat(found(new Command.PeekReady(bob))).isEqualTo(best);
    assertThat(found(new Command.PeekDelayed(bob))).isEqualTo(soonest);
    assertThat(found(new Command.PeekBuried(bob))).isEqualTo(3);
    fixture.use(bob, "other");
    assertThat(found(new Command.PeekReady(bob))).isEqualTo(-1);
    assertThat(found(new Command.PeekDelayed(bob))).isEqualTo(-1);
    assertThat(found(new Command.PeekBuried(bob))).isEqualTo(-1);
  }

  @Test
  void peekShowsAnyJobEvenAReservedOne() {
    long job = fixture.put(alice, 0, 0, "look");
    fixture.take(alice);

    var reply = (Reply.Found) fixture.apply(new Command.Peek(bob, job));

    assertThat(fixture.text(reply.body())).isEqualTo("look");
    assertThat(fixture.apply(new Command.Peek(bob, 99))).isEqualTo(Reply.Plain.NOT_FOUND);
  }

  private long found(Command command) {
    return fixture.apply(command) instanceof Reply.Found found ? found.jobId() : -1;
  }

  private void buryThreeInTheOrder(long... ids) {
    for (int i = 0; i < 3; i++) {
      fixture.put(alice, 0);
      fixture.take(alice);
    }
    for (long id : ids) {
      assertThat(fixture.bury(alice, id, 0)).isEqualTo(Reply.Plain.BURIED);
    }
  }
}
