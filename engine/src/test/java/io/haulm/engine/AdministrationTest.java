package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.body.BodyStore;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AdministrationTest {
  private static final long OPERATION = 7;
  private static final long KEPT_MILLIS = 600_000;
  private static final long SEED = 20_261_121;

  private final EngineFixture fixture = new EngineFixture();
  private final Administration administration = fixture.engine.administration();
  private final Session alice = fixture.connectTo("alice", "mail");

  @Test
  void aMovedJobKeepsEverythingButItsTube() {
    long job = fixture.putDelayed(alice, 5, 9000);
    Reply.JobStats before = fixture.job(job);

    assertThat(administration.move(fixture.now, job, "sms")).isEqualTo(Outcome.DONE);

    Reply.JobStats after = fixture.job(job);
    assertThat(after.tube()).isEqualTo("sms");
    assertThat(after.state()).isEqualTo(JobState.DELAYED);
    assertThat(after.timeLeftMillis()).isEqualTo(9000);
    assertThat(after.priority()).isEqualTo(before.priority());
    assertThat(after.ttrMillis()).isEqualTo(before.ttrMillis());
    assertThat(fixture.restarted().job(job).tube()).isEqualTo("sms");
  }

  @Test
  void movedJobsAreServedInTheOrderThatTheyHad() {
    long second = fixture.put(alice, 5);
    long first = fixture.put(alice, 1);
    administration.move(fixture.now, second, "sms");
    administration.move(fixture.now, first, "sms");

    Session bob = fixture.connectTo("bob", "sms");

    assertThat(fixture.take(bob)).isEqualTo(first);
    assertThat(fixture.take(bob)).isEqualTo(second);
  }

  @Test
  void aMovedReadyJobGoesToWhoWaitsForItThere() {
    Session bob = fixture.connectTo("bob", "sms");
    fixture.await(bob);
    long job = fixture.put(alice, 0);

    administration.move(fixture.now, job, "sms");

    assertThat(fixture.answered()).containsExactly("bob:" + job);
  }

  @Test
  void movedBuriedJobsStayInTheirOrder() {
    for (int i = 0; i < 3; i++) {
      fixture.put(alice, 0);
      fixture.bury(alice, fixture.take(alice), 0);
    }
    administration.move(fixture.now, 2, "sms");
    administration.move(fixture.now, 1, "sms");

    Session bob = fixture.connectTo("bob", "sms");

    assertThat(((Reply.Found) fixture.apply(new Command.PeekBuried(bob))).jobId()).isEqualTo(1);
  }

  @Test
  void aReservedJobIsNotMovedEditedBuriedOrDiscarded() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(administration.move(fixture.now, job, "sms")).isEqualTo(Outcome.WRONG_STATE);
    assertThat(administration.edit(fixture.now, job, 3)).isEqualTo(Outcome.WRONG_STATE);
    assertThat(edit(job, 3, "new")).isEqualTo(Outcome.WRONG_STATE);
    assertThat(administration.bury(fixture.now, job)).isEqualTo(Outcome.WRONG_STATE);
    assertThat(discard(job)).isEqualTo(Outcome.WRONG_STATE);
    assertThat(fixture.delete(alice, job)).isEqualTo(Reply.Plain.DELETED);
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    assertThat(administration.kick(fixture.now, 9)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(administration.release(fixture.now, 9)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(administration.bury(fixture.now, 9)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(administration.move(fixture.now, 9, "sms")).isEqualTo(Outcome.NOT_FOUND);
    assertThat(administration.edit(fixture.now, 9, 0)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(edit(9, 0, "new")).isEqualTo(Outcome.NOT_FOUND);
    assertThat(discard(9)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(administration.pause(fixture.now, "none", 1)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(administration.restore(fixture.now, OPERATION, 1)).isZero();
  }

  @Test
  void anEditedJobHasItsNewBodyAndPriority() {
    long job = fixture.put(alice, 9, 0, "old");
    long other = fixture.put(alice, 5, 0, "other");

    assertThat(edit(job, 1, "longer than before")).isEqualTo(Outcome.DONE);

    var taken = (Reply.Reserved) fixture.await(alice);
    assertThat(taken.jobId()).isEqualTo(job);
    assertThat(fixture.text(taken.body())).isEqualTo("longer than before");
    assertThat(fixture.tube("mail").urgent()).isEqualTo(1);
    EngineFixture restarted = fixture.restarted();
    assertThat(restarted.job(job).priority()).isEqualTo(1);
    assertThat(restarted.row(job).body().bytes()).isEqualTo(18);
    assertThat(restarted.log.neededBodyBytes.values()).containsExactlyInAnyOrder(18, 5);
    fixture.delete(alice, job);
    fixture.delete(alice, other);
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
  }

  @Test
  void aPriorityAloneIsEditedInEveryState() {
    long ready = fixture.put(alice, 2000);
    long delayed = fixture.putDelayed(alice, 2000, 5000);
    long buried = fixture.put(alice, 0);
    fixture.bury(alice, fixture.take(alice), 2000);

    for (long job : new long[] {ready, delayed, buried}) {
      JobState before = fixture.job(job).state();
      assertThat(administration.edit(fixture.now, job, 3)).isEqualTo(Outcome.DONE);
      assertThat(fixture.job(job).state()).isEqualTo(before);
      assertThat(fixture.restarted().job(job).priority()).isEqualTo(3);
    }
    assertThat(fixture.tube("mail").urgent()).isEqualTo(1);
    assertThat(fixture.stats().urgent()).isEqualTo(1);
  }

  @Test
  void aPriorityBeyondTheLargestIsOurOwnMistake() {
    long job = fixture.put(alice, 0);

    assertThatThrownBy(() -> administration.edit(fixture.now, job, Limits.PRIORITY_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readyAndDelayedJobsAreBuriedAndKicked() {
    long ready = fixture.put(alice, 0);
    long delayed = fixture.putDelayed(alice, 0, 5000);

    assertThat(administration.bury(fixture.now, ready)).isEqualTo(Outcome.DONE);
    assertThat(administration.bury(fixture.now, delayed)).isEqualTo(Outcome.DONE);
    assertThat(administration.bury(fixture.now, ready)).isEqualTo(Outcome.WRONG_STATE);

    assertThat(fixture.tube("mail").buried()).isEqualTo(2);
    assertThat(fixture.restarted().stats().buried()).isEqualTo(2);
    assertThat(administration.kick(fixture.now, ready)).isEqualTo(Outcome.DONE);
    assertThat(administration.kick(fixture.now, ready)).isEqualTo(Outcome.WRONG_STATE);
    assertThat(fixture.job(ready).buries()).isEqualTo(1);
    assertThat(fixture.job(ready).kicks()).isEqualTo(1);
  }

  @Test
  void aReservedJobCanBeTakenFromItsHolder() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);

    assertThat(administration.release(fixture.now, job)).isEqualTo(Outcome.DONE);

    assertThat(fixture.job(job).state()).isEqualTo(JobState.READY);
    assertThat(fixture.delete(alice, job)).isEqualTo(Reply.Plain.DELETED);
    assertThat(administration.release(fixture.now, job)).isEqualTo(Outcome.NOT_FOUND);
    long other = fixture.put(alice, 0);
    assertThat(administration.release(fixture.now, other)).isEqualTo(Outcome.WRONG_STATE);
  }

  @Test
  void anUndoneDeletionLeavesNoTraceInAges() {
    long begunMillis = fixture.now;
    long older = fixture.put(alice, 0);
    fixture.pass(1000);
    long newer = fixture.put(alice, 0);
    discard(newer);
    discard(older);
    fixture.pass(2000);
    long during = fixture.put(alice, 0);

    assertThat(administration.restore(fixture.now, OPERATION, 10)).isEqualTo(2);

    assertThat(since(older)).isEqualTo(begunMillis);
    assertThat(since(newer)).isEqualTo(begunMillis + 1000);
    assertThat(since(during)).isEqualTo(begunMillis + 3000);
    assertThat(fixture.job(older).ageMillis()).isEqualTo(3000);
    assertThat(fixture.figures("mail").oldestReadyMillis()).isEqualTo(begunMillis);
    fixture.delete(alice, older);
    assertThat(fixture.figures("mail").oldestReadyMillis()).isEqualTo(begunMillis + 1000);
    assertThat(fixture.take(alice)).isEqualTo(newer);
    assertThat(fixture.figures("mail").oldestReadyMillis()).isEqualTo(begunMillis + 3000);
    assertThat(fixture.take(alice)).isEqualTo(during);
    assertThat(fixture.figures("mail").oldestReadyMillis()).isZero();
  }

  @Test
  void theOldestOfManyReturnedJobsIsKnownHoweverTheyLeave() {
    int count = 500;
    long begunMillis = fixture.now;
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(fixture.put(alice, 0));
      fixture.pass(1);
    }
    Collections.shuffle(ids, new Random(SEED));
    ids.forEach(this::discard);
    fixture.put(alice, 0);
    assertThat(administration.restore(fixture.now, OPERATION, count)).isEqualTo(count);
    Collections.shuffle(ids, new Random(SEED + 1));

    TreeSet<Long> left = new TreeSet<>(ids);
    for (long id : ids) {
      assertThat(fixture.figures("mail").oldestReadyMillis())
          .isEqualTo(begunMillis + left.first() - 1);
      fixture.delete(alice, id);
      left.remove(id);
    }
    assertThat(fixture.figures("mail").oldestReadyMillis()).isEqualTo(begunMillis + count);
  }

  private long since(long job) {
    return Check.present(fixture.engine.browser().find(job), "the job exists").sinceMillis();
  }

  @Test
  void aJobInTheTrashIsGoneForClients() {
    long job = fixture.put(alice, 0);

    assertThat(discard(job)).isEqualTo(Outcome.DONE);

    assertThat(fixture.exists(job)).isFalse();
    assertThat(fixture.apply(new Command.Peek(alice, job))).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.apply(new Command.ReserveJob(alice, job))).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.apply(new Command.KickJob(alice, job))).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.delete(alice, job)).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(fixture.take(alice)).isEqualTo(-1);
    assertThat(fixture.tubes()).containsExactly("default", "mail");
    assertThat(fixture.stats().tubes()).isEqualTo(2);
    assertThat(fixture.stats().ready()).isZero();
    assertThat(fixture.stats().urgent()).isZero();
    assertThat(fixture.engine.browser().find(job)).isNull();
    assertThat(discard(job)).isEqualTo(Outcome.NOT_FOUND);
  }

  @Test
  void whatWasDiscardedComesBackAsItWas() {
    long ready = fixture.put(alice, 3);
    long delayed = fixture.putDelayed(alice, 4, 9000);
    long buried = fixture.put(alice, 0);
    fixture.bury(alice, fixture.take(alice), 5);
    discard(ready);
    discard(delayed);
    discard(buried);

    EngineFixture restarted = fixture.restarted();
    assertThat(restarted.exists(ready)).isFalse();
    Administration after = restarted.engine.administration();
    assertThat(after.trash())
        .containsExactly(
            new Administration.Deletion(
                new TrashName(fixture.now + KEPT_MILLIS, OPERATION, "mail"), 3, 12));
    assertThat(after.restore(restarted.now, OPERATION + 1, 10)).isZero();
    assertThat(after.restore(restarted.now, OPERATION, 2)).isEqualTo(2);
    assertThat(after.restore(restarted.now, OPERATION, 2)).isEqualTo(1);

    assertThat(after.trash()).isEmpty();
    assertThat(restarted.job(ready).state()).isEqualTo(JobState.READY);
    assertThat(restarted.job(delayed).timeLeftMillis()).isEqualTo(9000);
    assertThat(restarted.job(buried).state()).isEqualTo(JobState.BURIED);
    assertThat(restarted.tube("mail").ready()).isEqualTo(1);
    assertThat(restarted.tube("mail").urgent()).isEqualTo(1);
  }

  @Test
  void theTrashIsEmptiedWhenItsTimeHasCome() {
    long job = fixture.put(alice, 0);
    discard(job);
    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(fixture.now + KEPT_MILLIS);
    fixture.pass(KEPT_MILLIS - 1);
    assertThat(fixture.engine.exists(job)).isTrue();

    fixture.pass(1);

    assertThat(fixture.engine.exists(job)).isFalse();
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
    assertThat(fixture.log.neededBodyBytes).isEmpty();
    assertThat(fixture.engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(fixture.restarted().engine.exists(job)).isFalse();
  }

  @Test
  void theTrashIsEmptiedInSlices() {
    for (int i = 0; i < 10; i++) {
      discard(fixture.put(alice, 0));
    }
    fixture.now += KEPT_MILLIS;

    assertThat(fixture.engine.advance(fixture.now, 5)).isTrue();
    assertThat(administration.trash().getFirst().jobs()).isEqualTo(9);
    assertThat(fixture.engine.advance(fixture.now, 180)).isFalse();
    assertThat(administration.trash()).isEmpty();
  }

  @Test
  void whatWasDiscardedFirstGoesWhenTheTrashIsTooFull() {
    long bytesMax = 2 * (Trash.JOB_BYTES + 4);
    var small =
        new EngineFixture(
            new EngineOptions(
                64 << 20, false, new EngineOptions(64 << 20, false).keyspace(), bytesMax));
    Session bob = small.connect("bob");
    Administration desk = small.engine.administration();
    for (long operation = 1; operation <= 2; operation++) {
      long job = small.put(bob, 0);
      desk.discard(small.now, job, operation, small.now + operation);
    }
    assertThat(desk.trash()).hasSize(2);
    assertThat(small.engine.trash().bytes()).isEqualTo(small.engine.trash().bytesMax());
    List<Long> evicted = new ArrayList<>();
    small.engine.trash().tellEvictionsTo(evicted::add);

    long third = small.put(bob, 0);
    desk.discard(small.now, third, 3, small.now + 3);

    assertThat(small.engine.nextTimerMillis()).isZero();
    small.pass(0);
    assertThat(desk.trash())
        .extracting(deletion -> deletion.name().operation())
        .containsExactly(2L, 3L);
    assertThat(evicted).containsExactly(1L);

    small.pass(3);
    assertThat(desk.trash()).isEmpty();
    assertThat(evicted).containsExactly(1L);
  }

  @Test
  void aDelayThatEndsInTheTrashMakesTheJobReadyThere() {
    long job = fixture.putDelayed(alice, 0, 1000);
    discard(job);
    fixture.await(alice);

    fixture.pass(1000);
    assertThat(fixture.answered()).isEmpty();
    administration.restore(fixture.now, OPERATION, 1);

    assertThat(fixture.answered()).containsExactly("alice:" + job);
  }

  @Test
  void anAdministratorPutsWithoutASession() {
    Reply reply = put("sms", "hello");

    assertThat(reply).isEqualTo(new Reply.Inserted(1));
    assertThat(fixture.tube("sms").totalJobs()).isEqualTo(1);
    assertThat(fixture.job(1).ttrMillis()).isEqualTo(1000);
    assertThat(fixture.restarted().job(1).tube()).isEqualTo("sms");
  }

  @Test
  void aRefusedPutLeavesNothingBehind() {
    fixture.log.isFull = true;
    assertThat(put("sms", "hello")).isEqualTo(Reply.Plain.OUT_OF_MEMORY);
    fixture.log.isFull = false;
    fixture.engine.drain();
    assertThat(put("sms", "hello")).isEqualTo(Reply.Plain.DRAINING);

    assertThat(fixture.tubes()).containsExactly("default", "mail");
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
  }

  @Test
  void nothingHappensWhenTheLogIsFull() {
    long job = fixture.put(alice, 4);
    fixture.log.refusesAll = true;

    assertThat(administration.move(fixture.now, job, "sms")).isEqualTo(Outcome.NO_ROOM);
    assertThat(administration.bury(fixture.now, job)).isEqualTo(Outcome.NO_ROOM);
    assertThat(administration.edit(fixture.now, job, 1)).isEqualTo(Outcome.NO_ROOM);
    assertThat(edit(job, 1, "new")).isEqualTo(Outcome.NO_ROOM);
    assertThat(administration.pause(fixture.now, "mail", 1000)).isEqualTo(Outcome.NO_ROOM);

    assertThat(fixture.job(job).priority()).isEqualTo(4);
    assertThat(fixture.job(job).tube()).isEqualTo("mail");
    assertThat(fixture.take(alice)).isEqualTo(job);
  }

  @Test
  void aTubeIsPausedAndResumed() {
    long job = fixture.put(alice, 0);

    assertThat(administration.pause(fixture.now, "mail", 5000)).isEqualTo(Outcome.DONE);
    assertThat(fixture.take(alice)).isEqualTo(-1);
    assertThat(administration.pause(fixture.now, "mail", 0)).isEqualTo(Outcome.DONE);
    assertThat(fixture.take(alice)).isEqualTo(job);
    assertThat(administration.pause(fixture.now, "mail", 0)).isEqualTo(Outcome.WRONG_STATE);
    assertThat(fixture.tube("mail").pauses()).isZero();
  }

  @Test
  void theNamesOfTheTrashCannotBeNamedByClients() {
    TrashName name =
        new TrashName(Long.MAX_VALUE, Long.MAX_VALUE, "t".repeat(Limits.TUBE_NAME_BYTES_MAX));
    byte[] bytes = name.text().getBytes(StandardCharsets.ISO_8859_1);

    assertThat(TubeName.mayHave(bytes[0])).isFalse();
    assertThat(bytes).hasSize(TrashName.BYTES_MAX);
    assertThat(TrashName.parse(name.text())).isEqualTo(name);
    assertThat(TrashName.parse("mail")).isNull();
  }

  private Outcome discard(long job) {
    return administration.discard(fixture.now, job, OPERATION, fixture.now + KEPT_MILLIS);
  }

  private Outcome edit(long job, long priority, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return administration.edit(fixture.now, job, priority, store(bytes), bytes.length);
  }

  private Reply put(String tube, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return administration.put(fixture.now, tube, 0, 0, 0, store(bytes), bytes.length);
  }

  private long store(byte[] bytes) {
    BodyStore bodies = fixture.engine.bodies();
    return bodies.store(MemorySegment.ofArray(bytes), 0, bytes.length);
  }
}
