package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TubeTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final Session bob = fixture.connect("bob");

  @Test
  void aNewSessionUsesAndWatchesDefault() {
    assertThat(fixture.apply(new Command.ListTubeUsed(alice)))
        .isEqualTo(new Reply.Using("default"));
    assertThat(watched(alice)).containsExactly("default");
  }

  @Test
  void putsGoToTheUsedTube() {
    assertThat(fixture.use(alice, "mail")).isEqualTo(new Reply.Using("mail"));

    assertThat(fixture.job(fixture.put(alice, 0)).tube()).isEqualTo("mail");
  }

  @Test
  void watchAddsATubeOnce() {
    assertThat(fixture.watch(alice, "mail")).isEqualTo(new Reply.Watching(2));
    assertThat(fixture.watch(alice, "mail")).isEqualTo(new Reply.Watching(2));
    assertThat(fixture.tube("mail").watching()).isEqualTo(1);
  }

  @Test
  void anIgnoredTubeIsNotReservedFrom() {
    fixture.watch(alice, "mail");

    assertThat(fixture.ignore(alice, "default")).isEqualTo(new Reply.Watching(1));

    fixture.put(bob, 0);
    assertThat(fixture.take(alice)).isEqualTo(-1);
  }

  @Test
  void theLastWatchedTubeIsNotIgnored() {
    assertThat(fixture.ignore(alice, "default")).isEqualTo(Reply.Plain.NOT_IGNORED);
    assertThat(watched(alice)).containsExactly("default");
  }

  @Test
  void ignoringATubeThatIsNotWatchedChangesNothing() {
    fixture.use(bob, "mail");

    assertThat(fixture.ignore(alice, "unknown")).isEqualTo(new Reply.Watching(1));
    assertThat(fixture.ignore(alice, "mail")).isEqualTo(new Reply.Watching(1));
    assertThat(fixture.tubes()).doesNotContain("unknown");
  }

  @Test
  void anIgnoredTubesPlaceIsTakenByTheLast() {
    for (String tube : List.of("a", "b", "c")) {
      fixture.watch(alice, tube);
    }

    fixture.ignore(alice, "a");

    assertThat(watched(alice)).containsExactly("default", "c", "b");
  }

  @Test
  void aVanishedTubesPlaceIsTakenByTheLast() {
    for (String tube : List.of("a", "b", "c")) {
      fixture.watch(alice, tube);
    }

    fixture.ignore(alice, "a");

    assertThat(fixture.tubes()).containsExactly("default", "c", "b");
  }

  @Test
  void theTubeUsedInsteadTakesThePlaceOfTheVanishedOne() {
    fixture.use(alice, "a");
    fixture.use(bob, "b");

    fixture.use(alice, "c");

    assertThat(fixture.tubes()).containsExactly("default", "c", "b");
  }

  @Test
  void aTubeLivesWhileItIsUsedWatchedOrHasAJob() {
    fixture.use(alice, "mail");
    fixture.watch(bob, "mail");
    long job = fixture.put(alice, 0);

    fixture.use(alice, "default");
    assertThat(fixture.tubes()).contains("mail");
    fixture.ignore(bob, "mail");
    assertThat(fixture.tubes()).contains("mail");
    fixture.delete(bob, job);

    assertThat(fixture.tubes()).containsExactly("default");
  }

  @Test
  void aReservedDelayedOrBuriedJobKeepsItsTubeAlive() {
    fixture.use(alice, "mail");
    long job = fixture.put(alice, 0);
    fixture.use(alice, "default");

    fixture.apply(new Command.ReserveJob(alice, job));
    assertThat(fixture.tubes()).contains("mail");
    fixture.release(alice, job, 0, 1000);
    assertThat(fixture.tubes()).contains("mail");
    fixture.apply(new Command.ReserveJob(alice, job));
    fixture.bury(alice, job, 0);
    assertThat(fixture.tubes()).contains("mail");
  }

  @Test
  void theTubesOfALostConnectionVanish() {
    fixture.use(alice, "used");
    fixture.watch(alice, "watched");

    fixture.disconnect(alice);

    assertThat(fixture.tubes()).containsExactly("default");
  }

  @Test
  void defaultNeverVanishes() {
    fixture.use(alice, "a");
    fixture.watch(alice, "a");
    fixture.ignore(alice, "default");
    fixture.disconnect(bob);

    assertThat(fixture.tubes()).contains("default");
  }

  @Test
  void theCountersAndThePauseOfAVanishedTubeVanishWithIt() {
    fixture.use(alice, "mail");
    fixture.delete(alice, fixture.put(alice, 0));
    fixture.pause(alice, "mail", 60_000);
    fixture.use(alice, "default");

    fixture.use(alice, "mail");

    assertThat(fixture.tube("mail").totalJobs()).isZero();
    assertThat(fixture.tube("mail").deletes()).isZero();
    assertThat(fixture.tube("mail").pauseMillis()).isZero();
    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aPausedTubeGivesNoJobsUntilThePauseEnds() {
    long job = fixture.put(alice, 0);

    assertThat(fixture.pause(bob, "default", 5000)).isEqualTo(Reply.Plain.PAUSED);

    fixture.pass(4999);
    assertThat(fixture.take(bob)).isEqualTo(-1);
    assertThat(fixture.tube("default").pauseMillis()).isEqualTo(5000);
    assertThat(fixture.tube("default").pauseLeftMillis()).isEqualTo(1);
    fixture.pass(1);
    assertThat(fixture.take(bob)).isEqualTo(job);
    assertThat(fixture.tube("default").pauseMillis()).isZero();
    assertThat(fixture.tube("default").pauseLeftMillis()).isZero();
  }

  @Test
  void anUnknownTubeIsNotPaused() {
    assertThat(fixture.pause(alice, "unknown", 1000)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.tubes()).containsExactly("default");
  }

  @Test
  void pauseZeroEndsAPauseAndWakesWhoWaits() {
    fixture.pause(alice, "default", 5000);
    fixture.await(bob);
    fixture.put(alice, 9);
    fixture.put(alice, 1);
    assertThat(fixture.answers).isEmpty();

    assertThat(fixture.pause(alice, "default", 0)).isEqualTo(Reply.Plain.PAUSED);

    assertThat(fixture.answered()).containsExactly("bob:2");
    assertThat(fixture.tube("default").pauses()).isEqualTo(2);
  }

  @Test
  void theEndOfAPauseServesAllWhoWait() {
    fixture.pause(alice, "default", 5000);
    fixture.await(alice);
    fixture.await(bob);
    Session carol = fixture.connect("carol");
    fixture.put(carol, 9);
    fixture.put(carol, 1);

    fixture.pass(5000);

    assertThat(fixture.answered()).containsExactly("alice:2", "bob:1");
  }

  @Test
  void aNewPauseReplacesTheOld() {
    fixture.put(alice, 0);
    fixture.pause(alice, "default", 1000);
    fixture.pause(alice, "default", 5000);

    fixture.pass(4999);
    assertThat(fixture.take(bob)).isEqualTo(-1);
    fixture.pass(1);
    assertThat(fixture.take(bob)).isEqualTo(1);
  }

  @Test
  void delaysRunOnDuringAPauseAndKickAndPeekWork() {
    long job = fixture.putDelayed(alice, 0, 1000);
    long kicked = fixture.putDelayed(alice, 5, 9000);
    fixture.pause(alice, "default", 5000);

    fixture.pass(1000);
    fixture.kick(alice, 1);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
    assertThat(fixture.job(kicked).state()).isEqualTo(JobState.READY);
    assertThat(fixture.apply(new Command.PeekReady(alice))).isInstanceOf(Reply.Found.class);
  }

  private List<String> watched(Session session) {
    return ((Reply.Tubes) fixture.apply(new Command.ListTubesWatched(session))).names();
  }
}
