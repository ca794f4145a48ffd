package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.body.BodyStore;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class LimitTest {
  private static final int MIB = 1 << 20;
  private static final int PIECE = BodyStore.PIECE_BYTES_MAX;

  @Test
  void whatTheProtocolCanCarryIsTakenAndOneBeyondIsABug() {
    Session session = new EngineFixture().connect("alice");
    long duration = Limits.DURATION_MILLIS_MAX;
    long priority = Limits.PRIORITY_MAX;

    assertThat(new Command.BeginPut(session, priority, duration, duration)).isNotNull();
    assertThat(new Command.Kick(session, 0xFFFF_FFFFL)).isNotNull();
    refused(() -> new Command.BeginPut(session, priority + 1, 0, 0));
    refused(() -> new Command.BeginPut(session, -1, 0, 0));
    refused(() -> new Command.BeginPut(session, 0, duration + 1, 0));
    refused(() -> new Command.BeginPut(session, 0, 0, duration + 1));
    refused(() -> new Command.ReserveWithTimeout(session, duration + 1));
    refused(() -> new Command.Release(session, 1, priority + 1, 0));
    refused(() -> new Command.Release(session, 1, 0, duration + 1));
    refused(() -> new Command.Bury(session, 1, priority + 1));
    refused(() -> new Command.Kick(session, 0x1_0000_0000L));
    refused(() -> new Command.PauseTube(session, "default", duration + 1));
  }

  @Test
  void theLongestTimesDoNotOverflow() {
    EngineFixture fixture = new EngineFixture();
    Session alice = fixture.connect("alice");
    fixture.tryPut(alice, 0, 0, Limits.DURATION_MILLIS_MAX, "x");
    fixture.take(alice);
    fixture.pause(alice, "default", Limits.DURATION_MILLIS_MAX);
    fixture.await(alice, Limits.DURATION_MILLIS_MAX);

    fixture.pass(Limits.DURATION_MILLIS_MAX - 1001);
    assertThat(fixture.answers).isEmpty();
    fixture.pass(1);

    assertThat(fixture.answered()).containsExactly("alice:DEADLINE_SOON");
  }

  @Test
  void idsEndWhereJavaScriptLosesThem() {
    EngineFixture fixture = new EngineFixture();
    Session alice = fixture.connect("alice");
    fixture.engine.replay(new Fact.IdsTaken(Limits.JOB_ID_MAX - 1), 0, 0);

    assertThat(fixture.put(alice, 0)).isEqualTo(Limits.JOB_ID_MAX);
    assertThatThrownBy(() -> fixture.put(alice, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bodiesBeyondTheLimitAreRefusedUntilThereIsRoom() {
    EngineFixture fixture = new EngineFixture(new EngineOptions(MIB, false));
    Session alice = fixture.connect("alice");
    String body = "x".repeat(PIECE);
    for (int i = 0; i < MIB / PIECE; i++) {
      fixture.put(alice, 0, 0, body);
    }

    assertThat(fixture.tryPut(alice, 0, 0, 0, body)).isEqualTo(Reply.Plain.OUT_OF_MEMORY);
    assertThat(fixture.stats().ready()).isEqualTo(MIB / PIECE);
    fixture.delete(alice, 1);
    assertThat(fixture.tryPut(alice, 0, 0, 0, body)).isInstanceOf(Reply.Inserted.class);
  }

  @Test
  void withBodiesOnDiskThoseBeyondTheLimitLieThereOnly() {
    EngineFixture fixture = new EngineFixture(new EngineOptions(MIB, true));
    Session alice = fixture.connect("alice");
    String body = "x".repeat(PIECE);
    for (int i = 0; i < MIB / PIECE; i++) {
      fixture.put(alice, 0, 0, body);
    }

    long job = fixture.put(alice, 0, 0, body);

    var found = (Reply.Found) fixture.apply(new Command.Peek(alice, job));
    assertThat(found.body()).isEqualTo(new JobBody(JobBody.NOT_RESIDENT, job - 1, PIECE));
    assertThat(((Reply.Found) fixture.apply(new Command.Peek(alice, 1))).body().isResident())
        .isTrue();
    assertThat(fixture.engine.bodies().takenBytes()).isEqualTo(MIB);
    assertThat(fixture.delete(alice, job)).isEqualTo(Reply.Plain.DELETED);
  }

  @Test
  void withBodiesOnDiskButALogThatKeepsNothingTheyAreRefused() {
    Engine engine = new Engine(new EngineOptions(MIB, true), FactLog.NONE, _ -> {});
    Session alice = engine.connect("alice");
    byte[] bytes = new byte[2 * MIB];
    var draft = engine.bodies().draft(bytes.length);
    draft.append(MemorySegment.ofArray(bytes), 0, bytes.length);
    engine.apply(0, new Command.BeginPut(alice, 0, 0, 0));

    assertThat(engine.apply(0, new Command.EndPut(alice, draft.finish(), bytes.length)))
        .isEqualTo(Reply.Plain.OUT_OF_MEMORY);
    assertThat(engine.bodies().takenBytes()).isZero();
  }

  @Test
  void aBodyForWhichThereWasNoMemoryIsRefused() {
    EngineFixture fixture = new EngineFixture();
    Session alice = fixture.connect("alice");
    fixture.apply(new Command.BeginPut(alice, 0, 0, 0));

    assertThat(fixture.apply(new Command.EndPut(alice, BodyStore.NONE, 5)))
        .isEqualTo(Reply.Plain.OUT_OF_MEMORY);
    assertThat(fixture.log.facts).isEmpty();
  }

  @Test
  void aFullLogRefusesAPutAndLeavesNoTrace() {
    EngineFixture fixture = new EngineFixture();
    Session alice = fixture.connect("alice");
    fixture.log.isFull = true;

    assertThat(fixture.tryPut(alice, 0, 0, 0, "x")).isEqualTo(Reply.Plain.OUT_OF_MEMORY);

    assertThat(fixture.stats().ready()).isZero();
    assertThat(fixture.stats().totalJobs()).isZero();
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
    fixture.log.isFull = false;
    assertThat(fixture.put(alice, 0)).isEqualTo(2);
  }

  @Test
  void aFullLogThatRefusesAReleaseOrABuryLeavesTheJobReserved() {
    EngineFixture fixture = new EngineFixture();
    Session alice = fixture.connect("alice");
    long job = fixture.put(alice, 9);
    fixture.take(alice);
    fixture.log.refusesAll = true;

    assertThat(fixture.release(alice, job, 1, 5000)).isEqualTo(Reply.Plain.OUT_OF_MEMORY);
    assertThat(fixture.bury(alice, job, 1)).isEqualTo(Reply.Plain.OUT_OF_MEMORY);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.RESERVED);
    assertThat(fixture.job(job).priority()).isEqualTo(9);
    fixture.log.refusesAll = false;
    assertThat(fixture.release(alice, job, 1, 0)).isEqualTo(Reply.Plain.RELEASED);
  }

  @Test
  void theMemoryForBodiesHasARange() {
    refused(() -> new EngineOptions(MIB - 1, false));
    assertThat(new EngineOptions(MIB, false).storeBytesMax()).isEqualTo(MIB);
    assertThat(new EngineOptions(MIB, true).storeBytesMax()).isEqualTo(65L * MIB);
    assertThat(new EngineOptions(1L << 32, true).storeBytesMax()).isEqualTo(5L << 30);
  }

  @Test
  void commandsOfASessionThatWaitsOrIsGoneAreOurBug() {
    EngineFixture fixture = new EngineFixture();
    Session waiting = fixture.connect("waiting");
    Session gone = fixture.connect("gone");
    fixture.await(waiting);
    fixture.disconnect(gone);

    assertThatThrownBy(() -> fixture.use(waiting, "x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fixture.use(gone, "x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fixture.disconnect(gone)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fixture.endPut(fixture.connect("new"), "x"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void refused(Runnable attempt) {
    assertThatThrownBy(attempt::run).isInstanceOf(IllegalArgumentException.class);
  }
}
