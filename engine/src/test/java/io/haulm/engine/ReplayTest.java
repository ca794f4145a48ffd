package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");

  @Test
  void aJobComesBackWithItsBodyOnDisk() {
    fixture.use(alice, "mail");
    long job = fixture.put(alice, 7, 0, "hello");

    EngineFixture restarted = fixture.restarted();

    Session bob = restarted.connectTo("bob", "mail");
    var reply = (Reply.Reserved) restarted.await(bob);
    assertThat(reply).isEqualTo(new Reply.Reserved(job, new JobBody(JobBody.NOT_RESIDENT, 0, 5)));
    assertThat(restarted.job(job).priority()).isEqualTo(7);
    assertThat(restarted.stats().totalJobs()).isZero();
  }

  @Test
  void aReservedJobIsReadyAfterARestart() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(fixture.restarted().job(job).state()).isEqualTo(JobState.READY);
  }

  @Test
  void aReleasedJobKeepsItsNewPriority() {
    long job = fixture.put(alice, 9);
    fixture.take(alice);
    fixture.release(alice, job, 4, 0);

    Reply.JobStats stats = fixture.restarted().job(job);

    assertThat(stats.priority()).isEqualTo(4);
    assertThat(stats.reserves()).isEqualTo(1);
    assertThat(stats.releases()).isEqualTo(1);
  }

  @Test
  void aDeletedJobStaysDeletedAndItsIdIsNotGivenAgain() {
    fixture.delete(alice, fixture.put(alice, 0));

    EngineFixture restarted = fixture.restarted();

    assertThat(restarted.exists(1)).isFalse();
    assertThat(restarted.put(restarted.connect("bob"), 0)).isEqualTo(2);
  }

  @Test
  void idsThatWereTakenAreNotGivenAgain() {
    fixture.engine.replay(new Fact.IdsTaken(41), 0, 0);

    assertThat(fixture.put(alice, 0)).isEqualTo(42);
  }

  @Test
  void aDelayRunsOnDuringARestart() {
    long late = fixture.putDelayed(alice, 0, 5000);
    long early = fixture.putDelayed(alice, 0, 1000);
    fixture.now += 1000;

    EngineFixture restarted = fixture.restarted();

    assertThat(restarted.engine.nextTimerMillis()).isEqualTo(restarted.now);
    restarted.pass(0);
    assertThat(restarted.job(early).state()).isEqualTo(JobState.READY);
    assertThat(restarted.job(late).timeLeftMillis()).isEqualTo(4000);
  }

  @Test
  void theOrderOfBuryingComesBackAndGoesOn() {
    for (int i = 0; i < 3; i++) {
      fixture.put(alice, 0);
      fixture.take(alice);
    }
    fixture.bury(alice, 3, 0);
    fixture.bury(alice, 1, 0);
    // A record that was moved to the end is still of the job that was buried first.
    fixture.engine.rewrite(fixture.now, 3);

    EngineFixture restarted = fixture.restarted();
    Session bob = restarted.connect("bob");
    restarted.apply(new Command.ReserveJob(bob, 2));
    restarted.bury(bob, 2, 0);

    assertThat(buriedInOrder(restarted, bob)).containsExactly(3L, 1L, 2L);
  }

  @Test
  void anExpiredTimeToRunIsRemembered() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.pass(EngineFixture.TTR_MILLIS);

    assertThat(fixture.restarted().job(job).timeouts()).isEqualTo(1);
  }

  @Test
  void aPauseComesBackUntilItsEnd() {
    fixture.use(alice, "mail");
    fixture.pause(alice, "mail", 5000);
    fixture.now += 1000;

    EngineFixture restarted = fixture.restarted();

    assertThat(restarted.tube("mail").pauseLeftMillis()).isEqualTo(4000);
    restarted.pass(4000);
    assertThat(restarted.tubes()).containsExactly("default");
  }

  @Test
  void aPauseThatVanishedWithItsTubeDoesNotComeBack() {
    fixture.use(alice, "mail");
    fixture.pause(alice, "mail", 5000);
    fixture.use(alice, "default");

    assertThat(fixture.restarted().tubes()).containsExactly("default");
  }

  @Test
  void aPausedTubeThatCameBackVanishesWithItsFirstUser() {
    fixture.use(alice, "mail");
    fixture.pause(alice, "mail", 5000);
    EngineFixture restarted = fixture.restarted();
    Session bob = restarted.connect("bob");

    restarted.use(bob, "mail");
    assertThat(restarted.tube("mail").pauseMillis()).isEqualTo(5000);
    restarted.use(bob, "default");

    assertThat(restarted.tubes()).containsExactly("default");
  }

  @Test
  void aWholeJobReplacesWhatWasKnownOfIt() {
    fixture.put(alice, 0);
    fixture.take(alice);
    fixture.bury(alice, 1, 5);
    fixture.engine.rewrite(fixture.now, 1);

    EngineFixture restarted = fixture.restarted();

    assertThat(restarted.stats().buried()).isEqualTo(1);
    assertThat(restarted.stats().ready()).isZero();
    assertThat(restarted.job(1).priority()).isEqualTo(5);
    assertThat(restarted.log.neededBodyBytes).containsOnlyKeys(2L);
  }

  @Test
  void factsAboutUnknownJobsAndTubesAreIgnored() {
    fixture.engine.replay(new Fact.JobDeleted(9), 0, 0);
    fixture.engine.replay(new Fact.JobChanged(9, JobState.READY, 0, 0, 0, 0, JobCounts.ZERO), 1, 0);
    fixture.engine.replay(new Fact.TubePaused("mail", 0, 0), 2, 0);

    assertThat(fixture.exists(9)).isFalse();
    assertThat(fixture.tubes()).containsExactly("default");
  }

  @Test
  void aReservationCannotBeAFact() {
    fixture.put(alice, 0);
    var fact = new Fact.JobChanged(1, JobState.RESERVED, 0, 0, 0, 0, JobCounts.ZERO);

    assertThatThrownBy(() -> fixture.engine.replay(fact, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reserveTouchAndDisconnectAreNoFacts() {
    long job = fixture.put(alice, 0);
    int before = fixture.log.facts.size();

    fixture.take(alice);
    fixture.touch(alice, job);
    fixture.disconnect(alice);

    assertThat(fixture.log.facts).hasSize(before);
  }

  @Test
  void aRewrittenJobHasItsRecordAtTheEnd() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    assertThat(fixture.engine.holds(job, 0)).isTrue();

    fixture.engine.rewrite(fixture.now, job);

    assertThat(fixture.engine.holds(job, 0)).isFalse();
    assertThat(fixture.engine.holds(job, 1)).isTrue();
    assertThat(((Fact.Job) fixture.log.facts.get(1)).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(job).state()).isEqualTo(JobState.RESERVED);
    assertThat(fixture.log.neededBodyBytes).containsOnlyKeys(1L);
    fixture.delete(alice, job);
    assertThat(fixture.engine.holds(job, 1)).isFalse();
    assertThat(fixture.log.neededBodyBytes).isEmpty();
  }

  @Test
  void onlyJobsThatExistAreRewritten() {
    assertThatThrownBy(() -> fixture.engine.rewrite(fixture.now, 9))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void describeTellsTheIdsAndThePauses() {
    fixture.put(alice, 0);
    fixture.put(alice, 0);
    fixture.pause(alice, "default", 5000);
    List<Fact> facts = new ArrayList<>();

    fixture.engine.describe(facts::add);

    assertThat(facts)
        .containsExactly(
            new Fact.IdsTaken(2),
            new Fact.TubePaused("default", 5000, fixture.now + 5000),
            new Fact.KeyIdsTaken(0));
  }

  private static List<Long> buriedInOrder(EngineFixture fixture, Session session) {
    List<Long> order = new ArrayList<>();
    while (fixture.apply(new Command.PeekBuried(session)) instanceof Reply.Found found) {
      order.add(found.jobId());
      fixture.delete(session, found.jobId());
    }
    return order;
  }
}
