package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReserveJobTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final Session bob = fixture.connect("bob");

  @Test
  void aReadyJobOfATubeThatIsNotWatchedIsReserved() {
    fixture.use(alice, "other");
    long job = fixture.put(alice, 0, 0, "mine");

    var reply = (Reply.Reserved) reserveJob(bob, job);

    assertThat(fixture.text(reply.body())).isEqualTo("mine");
    assertThat(fixture.job(job).reserves()).isEqualTo(1);
    assertThat(fixture.delete(bob, job)).isEqualTo(Reply.Plain.DELETED);
  }

  @Test
  void aJobOfAPausedTubeIsReserved() {
    long job = fixture.put(alice, 0);
    fixture.pause(alice, "default", 1000);

    assertThat(reserveJob(bob, job)).isInstanceOf(Reply.Reserved.class);
  }

  @Test
  void aDelayedJobIsReservedAndItsDelayIsOver() {
    long job = fixture.putDelayed(alice, 0, 1000);

    assertThat(reserveJob(bob, job)).isInstanceOf(Reply.Reserved.class);
    fixture.pass(1000);
    assertThat(fixture.job(job).state()).isEqualTo(JobState.RESERVED);
  }

  @Test
  void aReservedOrUnknownJobIsNotReservedAgain() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(reserveJob(bob, job)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(reserveJob(alice, job)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(reserveJob(alice, 99)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.stats().workers()).isEqualTo(1);
  }

  @Test
  void aBuriedJobThatItsHolderLeftIsReadyEvenAfterARestart() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.bury(alice, job, 0);

    assertThat(reserveJob(bob, job)).isInstanceOf(Reply.Reserved.class);
    fixture.disconnect(bob);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
    assertThat(fixture.restarted().job(job).state()).isEqualTo(JobState.READY);
  }

  @Test
  void aDeadlineThatIsNearIsNoReasonToRefuse() {
    fixture.putWithTtr(alice, 1000);
    fixture.take(alice);
    long job = fixture.put(alice, 0);

    assertThat(reserveJob(alice, job)).isInstanceOf(Reply.Reserved.class);
  }

  private Reply reserveJob(Session session, long jobId) {
    return fixture.apply(new Command.ReserveJob(session, jobId));
  }
}
