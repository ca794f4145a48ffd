package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Check;
import io.haulm.engine.JobState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final long WAIT_MILLIS = 20_000;

  private final ConsoleFixture fixture;
  private final Operations operations;

  OperationsTest() throws InterruptedException {
    fixture = new ConsoleFixture();
    operations = operations(OperationMemory.NONE);
  }

  private Operations operations(OperationMemory memory) {
    return new Operations(fixture.shard, fixture, () -> BodyMask.NONE, memory);
  }

  /** Keeps what it is told so many times, as if the server were killed then. */
  private static final class DyingMemory implements OperationMemory {
    private final Semaphore calls = new Semaphore(0);
    private int left;
    private volatile List<OperationStatus> kept = List.of();

    DyingMemory(int times) {
      left = times;
    }

    @Override
    public List<OperationStatus> kept() {
      return kept;
    }

    @Override
    public void keep(List<OperationStatus> operations) {
      kept = left-- > 0 ? operations : kept;
      calls.release();
    }

    void await(int times) throws InterruptedException {
      assertThat(calls.tryAcquire(times, WAIT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    }
  }

  @AfterEach
  void close() {
    operations.close();
    fixture.close();
  }

  @Test
  void aDryRunCountsAndChangesNothing() throws InterruptedException {
    long held = fixture.put("mail", "x");
    fixture.putMany("mail", 1000);
    fixture.reserve(held);

    OperationStatus status =
        begin(fixture.request(OperationKind.MOVE, "tube:mail", List.of(), "sms", true));

    assertThat(status.state()).isEqualTo(OperationState.DRY);
    assertThat(status.matched()).isEqualTo(1001);
    assertThat(status.done()).isEqualTo(1000);
    assertThat(status.skipped()).isEqualTo(1);
    assertThat(ready("mail")).isEqualTo(1000);
    assertThat(operations.all()).isEmpty();
  }

  @Test
  void manyJobsAreMoved() throws InterruptedException {
    fixture.putMany("mail", 1000);
    fixture.putMany("fax", 10);

    OperationStatus status =
        begin(fixture.request(OperationKind.MOVE, "tube:mail", List.of(), "sms", false));

    assertThat(status.state()).isEqualTo(OperationState.DONE);
    assertThat(status.tube()).isEqualTo("mail");
    assertThat(status.who()).isEqualTo("ann");
    assertThat(ready("sms")).isEqualTo(1000);
    assertThat(ready("fax")).isEqualTo(10);
    assertThat(status.undoUntilMillis()).isZero();
  }

  @Test
  void buriedJobsAreKickedByWhatIsInThem() throws InterruptedException {
    long first = fixture.put("mail", "error 503");
    long second = fixture.put("mail", "error 404");
    fixture.bury(first);
    fixture.bury(second);

    OperationStatus status = begin(fixture.request(OperationKind.KICK, "state:buried 503"));

    assertThat(status.done()).isEqualTo(1);
    assertThat(stateOf(first)).isEqualTo(JobState.READY);
    assertThat(stateOf(second)).isEqualTo(JobState.BURIED);
  }

  @Test
  void chosenJobsAreBuried() throws InterruptedException {
    long first = fixture.put("mail", "this");
    long second = fixture.put("mail", "that");
    long third = fixture.put("mail", "this");

    OperationStatus status =
        begin(fixture.request(OperationKind.BURY, "this", List.of(first, second, 99L), "", false));

    assertThat(status.done()).isEqualTo(1);
    assertThat(stateOf(first)).isEqualTo(JobState.BURIED);
    assertThat(stateOf(third)).isEqualTo(JobState.READY);
  }

  @Test
  void noMoreThanTheLimitIsDone() throws InterruptedException {
    fixture.putMany("mail", 1000);

    assertThat(begin(fixture.limited(OperationKind.DELETE, "", 7)).done()).isEqualTo(7);
    assertThat(ready("mail")).isEqualTo(993);
  }

  @Test
  void theFirstBuriedJobsAreKickedBeforeDelayedOnes() throws InterruptedException {
    List<Long> delayed = new ArrayList<>();
    List<Long> buried = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      delayed.add(fixture.put("mail", 100, 60_000 - 10_000 * i, "x"));
      buried.add(fixture.put("mail", "x"));
    }
    buried.reversed().forEach(this::bury);

    for (String more : List.of("", " x", " pri:100")) {
      assertThat(
              begin(fixture.limited(OperationKind.KICK, "tube:mail state:buried,delayed" + more, 1))
                  .done())
          .isEqualTo(1);
    }
    assertThat(readyOf(buried)).isEqualTo(buried.subList(2, 5));
    assertThat(readyOf(delayed)).isEmpty();

    assertThat(begin(fixture.limited(OperationKind.KICK, "tube:mail", 4)).done()).isEqualTo(4);
    assertThat(readyOf(buried)).isEqualTo(buried);
    assertThat(readyOf(delayed)).isEqualTo(delayed.subList(3, 5));
  }

  @Test
  void whatALimitCutsOffIsLastInTheQueue() throws InterruptedException {
    fixture.putMany("mail", FirstJobs.ROUND_MAX);
    long urgent = fixture.put("mail", 1, 0, "x");
    long last = fixture.put("mail", 1000, 0, "x");

    assertThat(begin(fixture.limited(OperationKind.DELETE, "tube:mail", 1)).done()).isEqualTo(1);
    assertThat(fixture.exists(urgent)).isFalse();

    long all = FirstJobs.ROUND_MAX;
    assertThat(begin(fixture.limited(OperationKind.BURY, "tube:ma*", all)).done()).isEqualTo(all);
    assertThat(stateOf(last)).isEqualTo(JobState.READY);
    assertThat(begin(fixture.limited(OperationKind.MOVE, "", all + 5)).done()).isEqualTo(all + 1);
  }

  private void bury(long jobId) {
    try {
      fixture.bury(jobId);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> readyOf(List<Long> jobIds) throws InterruptedException {
    List<Long> ready = new ArrayList<>();
    for (long id : jobIds) {
      if (stateOf(id) == JobState.READY) {
        ready.add(id);
      }
    }
    return ready;
  }

  @Test
  void aPurgeIsUndone() throws InterruptedException {
    fixture.putMany("mail", 1000);
    long delayed = fixture.put("mail", 1, 60_000, "later");
    OperationStatus purged = begin(fixture.request(OperationKind.PURGE, "tube:mail"));
    assertThat(purged.done()).isEqualTo(1001);
    assertThat(fixture.exists(delayed)).isFalse();
    assertThat(purged.undoUntilMillis()).isEqualTo(purged.startedMillis() + Operations.UNDO_MILLIS);

    OperationStatus undone = ConsoleFixture.undo(operations, purged.id());

    assertThat(ready("mail")).isEqualTo(1000);
    assertThat(stateOf(delayed)).isEqualTo(JobState.DELAYED);
    assertThat(undone.state()).isEqualTo(OperationState.UNDONE);
    assertThat(undone.message()).isEmpty();
    assertThat(undone.undoUntilMillis()).isZero();
    assertThat(operations.undo(purged.id())).isFalse();
  }

  @Test
  void whatDeletesNothingCannotBeUndone() throws InterruptedException {
    fixture.putMany("mail", 1);
    OperationStatus moved = begin(fixture.request(OperationKind.MOVE, "", List.of(), "sms", false));
    OperationStatus dry = begin(fixture.request(OperationKind.DELETE, "", List.of(), "", true));

    assertThat(operations.undo(moved.id())).isFalse();
    assertThat(operations.undo(dry.id())).isFalse();
    assertThat(operations.undo(4711)).isFalse();
  }

  @Test
  void aDeletionCanBeUndoneByWhoComesLater() throws InterruptedException {
    fixture.putMany("mail", 10);
    OperationStatus deleted = begin(fixture.request(OperationKind.DELETE, "tube:mail"));

    try (Operations afterRestart = operations(OperationMemory.NONE)) {
      afterRestart.recover().join();
      OperationStatus found = afterRestart.all().getFirst();
      assertThat(found.id()).isEqualTo(deleted.id());
      assertThat(found.tube()).isEqualTo("mail");
      assertThat(found.done()).isEqualTo(10);
      assertThat(found.undoUntilMillis()).isEqualTo(deleted.undoUntilMillis());
      ConsoleFixture.undo(afterRestart, deleted.id());
    }

    assertThat(ready("mail")).isEqualTo(10);
  }

  @Test
  void whoWantedWhatIsKnownAfterARestart() throws InterruptedException {
    fixture.putMany("mail", 10);
    fixture.putMany("sms", 10);
    var memory = new DyingMemory(Integer.MAX_VALUE);
    try (Operations before = operations(memory);
        Operations afterRestart = operations(memory)) {
      OperationStatus deleted = begin(before, fixture.request(OperationKind.DELETE, "state:ready"));
      OperationStatus buried = begin(before, fixture.request(OperationKind.BURY, "tube:fax"));
      memory.await(2 * 2);

      afterRestart.recover().join();
      assertThat(afterRestart.all()).containsExactly(buried, deleted);
      ConsoleFixture.undo(afterRestart, deleted.id());
    }
    assertThat(ready("mail") + ready("sms")).isEqualTo(20);
  }

  @Test
  void whatARestartHasCutOffIsNotCalledDone() throws InterruptedException {
    fixture.putMany("mail", 10);
    var memory = new DyingMemory(1);
    try (Operations before = operations(memory);
        Operations afterRestart = operations(memory)) {
      OperationStatus deleted = begin(before, fixture.request(OperationKind.DELETE, "tube:mail"));

      afterRestart.recover().join();
      OperationStatus found = afterRestart.find(deleted.id()).orElseThrow();
      assertThat(found.state()).isEqualTo(OperationState.FAILED);
      assertThat(found.message()).startsWith("the server ended in the middle of it");
      assertThat(found.who()).isEqualTo(deleted.who());
      ConsoleFixture.undo(afterRestart, deleted.id());
    }
    assertThat(ready("mail")).isEqualTo(10);
  }

  @Test
  void whatBeginsWhileOthersAreRememberedIsNotTakenForOneOfThem() throws InterruptedException {
    fixture.putMany("mail", 10);
    var memory = new DyingMemory(Integer.MAX_VALUE);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (Operations operations = operations(memory)) {
      fixture.shard.execute(() -> awaitQuietly(mayAnswer));
      CompletableFuture<Void> recovering = operations.recover();
      long id = operations.begin(fixture.request(OperationKind.BURY, ""), 0).orElseThrow().id();
      memory.await(1);

      mayAnswer.countDown();
      recovering.join();
      memory.await(1);
      OperationStatus ended = operations.find(id).orElseThrow();
      assertThat(ended.state()).isEqualTo(OperationState.DONE);
      assertThat(ended.done()).isEqualTo(10);
    }
  }

  @Test
  void anOperationIsCancelledBetweenTwoSlices() throws InterruptedException {
    fixture.putMany("mail", 2000);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    operations.onChange(status -> {
      begun.countDown();
      awaitQuietly(mayGoOn);
    });
    OperationStatus running =
        operations.begin(fixture.request(OperationKind.DELETE, ""), 0).orElseThrow();
    begun.await();
    assertThat(running.state()).isEqualTo(OperationState.RUNNING);
    Thread canceller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                boolean _ = operations.cancel(running.id());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (canceller.getState() != Thread.State.TIMED_WAITING && canceller.isAlive()) {
      Thread.onSpinWait();
    }

    mayGoOn.countDown();
    canceller.join();

    OperationStatus ended =
        ConsoleFixture.await(
            operations, running.id(), status -> status.state() != OperationState.RUNNING);
    assertThat(ended.state()).isEqualTo(OperationState.CANCELLED);
    assertThat(ended.done()).isLessThan(2000);
    assertThat(operations.cancel(running.id())).isTrue();
  }

  @Test
  void tooManyAtATimeAreRefused() throws InterruptedException {
    CountDownLatch mayEnd = new CountDownLatch(1);
    operations.onChange(_ -> awaitQuietly(mayEnd));
    for (int i = 0; i < Operations.RUNNING_MAX; i++) {
      assertThat(operations.begin(fixture.request(OperationKind.KICK, ""), 0)).isPresent();
    }

    assertThat(operations.begin(fixture.request(OperationKind.KICK, ""), 0)).isEmpty();
    assertThat(
            operations.begin(fixture.request(OperationKind.DELETE, "", List.of(1L), "", false), 0))
        .as("a single job")
        .isPresent();
    assertThat(operations.begin(fixture.request(OperationKind.KICK, "", List.of(), "", true), 0))
        .as("a dry run")
        .isPresent();

    mayEnd.countDown();
  }

  @Test
  void theOldestOnesAreForgotten() throws InterruptedException {
    OperationStatus first = begin(fixture.request(OperationKind.KICK, ""));
    for (int i = 0; i < Operations.REMEMBERED_MAX; i++) {
      begin(fixture.request(OperationKind.KICK, ""));
    }

    assertThat(operations.all()).hasSize(Operations.REMEMBERED_MAX);
    assertThat(operations.find(first.id())).isEmpty();
  }

  @Test
  void beginAndEndAreTold() throws InterruptedException {
    List<OperationState> told = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch ended = new CountDownLatch(2);
    operations.onChange(status -> {
      told.add(status.state());
      ended.countDown();
    });

    begin(fixture.request(OperationKind.KICK, ""));

    assertThat(ended.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(told).containsExactly(OperationState.RUNNING, OperationState.DONE);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OperationStatus begin(OperationRequest request) throws InterruptedException {
    return begin(operations, request);
  }

  private static OperationStatus begin(Operations where, OperationRequest request)
      throws InterruptedException {
    return where.begin(request, WAIT_MILLIS).orElseThrow();
  }

  private long ready(String tube) throws InterruptedException {
    return fixture.ask(engine -> Check.present(engine.browser().tube(tube), "it is there").ready());
  }

  private JobState stateOf(long jobId) throws InterruptedException {
    return fixture.row(jobId).state();
  }
}
