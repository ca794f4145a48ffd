package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobObserverTest {
  private final EngineFixture fixture = new EngineFixture();
  private final Session alice = fixture.connect("alice");
  private final List<String> told = new ArrayList<>();

  JobObserverTest() {
    fixture.engine.observeWith(
        (event, _, jobId, owner) -> told.add(event + " " + jobId + " " + owner));
  }

  @Test
  void theLifeOfAJobIsTold() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.touch(alice, job);
    fixture.release(alice, job, 0, 0);
    fixture.take(alice);
    fixture.bury(alice, job, 0);
    fixture.kick(alice, 1);
    fixture.take(alice);
    fixture.pass(EngineFixture.TTR_MILLIS);
    fixture.delete(alice, job);

    assertThat(told)
        .containsExactly(
            "PUT 1 alice",
            "RESERVED 1 alice",
            "TOUCHED 1 alice",
            "RELEASED 1 alice",
            "RESERVED 1 alice",
            "BURIED 1 alice",
            "KICKED 1 alice",
            "RESERVED 1 alice",
            "TIMED_OUT 1 null",
            "DELETED 1 alice");
  }

  @Test
  void theEndOfADelayIsToldBeforeWhatComesOfIt() {
    Session bob = fixture.connect("bob");
    fixture.putDelayed(alice, 0, 5000);
    fixture.await(bob);

    fixture.pass(5000);

    assertThat(told).containsExactly("PUT 1 alice", "DUE 1 null", "RESERVED 1 bob");
  }

  @Test
  void aPutIsToldBeforeItsReservation() {
    Session bob = fixture.connect("bob");
    fixture.await(bob);

    fixture.put(alice, 0);
    fixture.disconnect(bob);

    assertThat(told).containsExactly("PUT 1 alice", "RESERVED 1 bob", "ABANDONED 1 bob");
  }

  @Test
  void whatAnAdministratorDoesHasNoOwner() {
    Administration administration = fixture.engine.administration();
    long job = fixture.put(alice, 0);
    administration.edit(fixture.now, job, 5);
    administration.move(fixture.now, job, "sms");
    administration.discard(fixture.now, job, 1, fixture.now + 1000);
    administration.restore(fixture.now, 1, 1);
    administration.bury(fixture.now, job);
    administration.kick(fixture.now, job);
    administration.kick(fixture.now, job);

    assertThat(told)
        .containsExactly(
            "PUT 1 alice",
            "EDITED 1 null",
            "MOVED 1 null",
            "DELETED 1 null",
            "MOVED 1 null",
            "BURIED 1 null",
            "KICKED 1 null");
  }
}
