package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PutAndReserveTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final Session bob = fixture.connect("bob");

  @Test
  void idsAreOneTwoThree() {
    assertThat(fixture.put(alice, 0)).isEqualTo(1);
    assertThat(fixture.put(bob, 0)).isEqualTo(2);
    assertThat(fixture.put(alice, 0)).isEqualTo(3);
  }

  @Test
  void aReservedJobCarriesItsBody() {
    long job = fixture.put(alice, 0, 0, "hello");

    var reserved = (Reply.Reserved) fixture.await(bob);

    assertThat(reserved.jobId()).isEqualTo(job);
    assertThat(fixture.text(reserved.body())).isEqualTo("hello");
  }

  @Test
  void anEmptyBodyIsABody() {
    fixture.put(alice, 0, 0, "");

    var reserved = (Reply.Reserved) fixture.await(bob);

    assertThat(fixture.text(reserved.body())).isEmpty();
    assertThat(reserved.body().isResident()).isTrue();
    assertThat(fixture.delete(bob, reserved.jobId())).isEqualTo(Reply.Plain.DELETED);
  }

  @Test
  void theSmallestPriorityIsServedFirst() {
    fixture.put(alice, Limits.PRIORITY_MAX);
    fixture.put(alice, 5);
    fixture.put(alice, 0);

    assertThat(fixture.take(bob)).isEqualTo(3);
    assertThat(fixture.take(bob)).isEqualTo(2);
    assertThat(fixture.take(bob)).isEqualTo(1);
  }

  @Test
  void jobsOfOnePriorityAreServedInTheOrderOfTheirPutLines() {
    fixture.apply(new Command.BeginPut(alice, 0, 0, 1000));
    long fast = fixture.put(bob, 0);
    fixture.endPut(alice, "slow");

    assertThat(fixture.take(bob)).isEqualTo(1);
    assertThat(fixture.take(bob)).isEqualTo(fast);
  }

  @Test
  void aPutWhoseBodyNeverCameUsesUpItsId() {
    fixture.apply(new Command.BeginPut(alice, 0, 0, 1000));

    assertThat(fixture.put(alice, 0)).isEqualTo(2);
    assertThat(fixture.exists(1)).isFalse();
  }

  @Test
  void aJobWhoseBodyIsOnItsWayIsNotThere() {
    fixture.apply(new Command.BeginPut(alice, 0, 0, 1000));

    assertThat(fixture.apply(new Command.Peek(bob, 1))).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.exists(1)).isFalse();
  }

  @Test
  void ageCountsFromThePutLine() {
    fixture.apply(new Command.BeginPut(alice, 0, 0, 1000));
    fixture.pass(3000);
    fixture.endPut(alice, "slow");
    fixture.pass(2000);

    assertThat(fixture.job(1).ageMillis()).isEqualTo(5000);
  }

  @Test
  void timeToRunZeroBecomesOneSecond() {
    assertThat(fixture.job(fixture.putWithTtr(alice, 0)).ttrMillis()).isEqualTo(1000);
    assertThat(fixture.job(fixture.putWithTtr(alice, 1)).ttrMillis()).isEqualTo(1);
  }

  @Test
  void theBestJobOfAllWatchedTubesIsReserved() {
    fixture.use(alice, "late");
    fixture.put(alice, 7);
    fixture.use(alice, "early");
    long best = fixture.put(alice, 3);
    fixture.watch(bob, "late");
    fixture.watch(bob, "early");

    assertThat(fixture.take(bob)).isEqualTo(best);
  }

  @Test
  void jobsOfOtherTubesAreNotReserved() {
    fixture.use(alice, "other");
    fixture.put(alice, 0);

    assertThat(fixture.await(bob, 0)).isEqualTo(Reply.Plain.TIMED_OUT);
  }

  @Test
  void aReservedJobIsNotReservedAgain() {
    fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(fixture.take(bob)).isEqualTo(-1);
  }

  @Test
  void afterDrainNothingIsPut() {
    fixture.engine.drain();

    assertThat(fixture.tryPut(alice, 0, 0, 1000, "no")).isEqualTo(Reply.Plain.DRAINING);
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
    assertThat(fixture.stats().draining()).isTrue();
    assertThat(fixture.stats().totalJobs()).isZero();
  }

  @Test
  void afterDrainJobsAreStillServed() {
    long job = fixture.put(alice, 0);
    fixture.engine.drain();

    assertThat(fixture.take(bob)).isEqualTo(job);
    assertThat(fixture.delete(bob, job)).isEqualTo(Reply.Plain.DELETED);
  }
}
