package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.CommandCounts.Kind;
import org.junit.jupiter.api.Test;

class StatsTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final Session bob = fixture.connect("bob");

  @Test
  void jobsAreCountedByState() {
    fixture.put(alice, 0);
    fixture.take(bob);
    fixture.put(alice, 0);
    fixture.take(bob);
    fixture.bury(bob, 2, 0);
    fixture.putDelayed(alice, 0, 1000);
    fixture.put(alice, Limits.URGENT_BELOW - 1);
    fixture.put(alice, Limits.URGENT_BELOW);

    Reply.EngineStats stats = fixture.stats();
    assertThat(stats.reserved()).isEqualTo(1);
    assertThat(stats.buried()).isEqualTo(1);
    assertThat(stats.delayed()).isEqualTo(1);
    assertThat(stats.ready()).isEqualTo(2);
    assertThat(stats.urgent()).isEqualTo(1);
    assertThat(stats.totalJobs()).isEqualTo(5);
    Reply.TubeStats tube = fixture.tube("default");
    assertThat(tube.reserved()).isEqualTo(1);
    assertThat(tube.buried()).isEqualTo(1);
    assertThat(tube.delayed()).isEqualTo(1);
    assertThat(tube.ready()).isEqualTo(2);
    assertThat(tube.urgent()).isEqualTo(1);
    assertThat(tube.totalJobs()).isEqualTo(5);
  }

  @Test
  void aJobWhosePriorityChangedIsUrgentByItsNewOne() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.release(alice, job, Limits.URGENT_BELOW, 0);
    assertThat(fixture.stats().urgent()).isZero();

    fixture.delete(alice, job);

    assertThat(fixture.stats().urgent()).isZero();
    assertThat(fixture.stats().ready()).isZero();
  }

  @Test
  void deletesOfATubeCountDeletedJobsOnly() {
    long job = fixture.put(alice, 0);
    fixture.delete(alice, 99);
    fixture.delete(alice, job);

    assertThat(fixture.tube("default").deletes()).isEqualTo(1);
    assertThat(fixture.stats().commands().of(Kind.DELETE)).isEqualTo(2);
  }

  @Test
  void producersAndWorkersAreCountedOncePerSession() {
    fixture.put(alice, 0);
    fixture.put(alice, 0);
    fixture.take(bob);
    fixture.await(bob, 0);

    assertThat(fixture.stats().producers()).isEqualTo(1);
    assertThat(fixture.stats().workers()).isEqualTo(1);
    fixture.disconnect(alice);
    fixture.disconnect(bob);
    assertThat(fixture.stats().producers()).isZero();
    assertThat(fixture.stats().workers()).isZero();
  }

  @Test
  void aSuccessfulReserveJobMakesAWorker() {
    long job = fixture.put(alice, 0);

    fixture.apply(new Command.ReserveJob(bob, job));

    assertThat(fixture.stats().workers()).isEqualTo(1);
  }

  @Test
  void sessionsAreCountedNowAndEver() {
    fixture.disconnect(alice);

    // Bob and the observer are left.
    assertThat(fixture.stats().sessions()).isEqualTo(2);
    assertThat(fixture.stats().totalSessions()).isEqualTo(3);
  }

  @Test
  void usersWatchersAndWaitersOfATubeAreCounted() {
    fixture.use(alice, "mail");
    fixture.watch(bob, "mail");
    fixture.await(bob);

    assertThat(fixture.tube("mail").using()).isEqualTo(1);
    assertThat(fixture.tube("mail").watching()).isEqualTo(1);
    assertThat(fixture.tube("mail").waiting()).isEqualTo(1);
    assertThat(fixture.stats().waiting()).isEqualTo(1);
  }

  @Test
  void commandsAreCountedAlsoWhenRefused() {
    fixture.apply(new Command.Peek(alice, 99));
    fixture.release(alice, 99, 0, 0);
    fixture.engine.countRefused(Kind.PUT);
    fixture.put(alice, 0);
    fixture.pause(alice, "unknown", 0);

    CommandCounts counts = fixture.stats().commands();
    assertThat(counts.of(Kind.PEEK)).isEqualTo(1);
    assertThat(counts.of(Kind.RELEASE)).isEqualTo(1);
    assertThat(counts.of(Kind.PUT)).isEqualTo(2);
    assertThat(counts.of(Kind.PAUSE_TUBE)).isEqualTo(1);
    assertThat(counts.of(Kind.STATS)).isEqualTo(1);
  }

  @Test
  void reserveJobAndKickJobHaveNoCounter() {
    fixture.apply(new Command.ReserveJob(alice, 99));
    fixture.apply(new Command.KickJob(alice, 99));

    CommandCounts counts = fixture.stats().commands();
    for (Kind kind : Kind.values()) {
      assertThat(counts.of(kind)).as(kind.name()).isEqualTo(kind == Kind.STATS ? 1 : 0);
    }
  }

  @Test
  void statisticsThatWereGivenOutNoLongerMove() {
    CommandCounts before = fixture.stats().commands();

    fixture.put(alice, 0);

    assertThat(before.of(Kind.PUT)).isZero();
  }

  @Test
  void anUnknownTubeOrJobHasNoStatistics() {
    assertThat(fixture.apply(new Command.StatsTube(alice, "x"))).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.apply(new Command.StatsJob(alice, 1))).isEqualTo(Reply.Plain.NOT_FOUND);
  }
}
