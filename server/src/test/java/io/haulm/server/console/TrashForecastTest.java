package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Trash;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletions of more than the trash has room for. */
class TrashForecastTest {
  private static final long WAIT_MILLIS = 20_000;
  private static final int ROOM_JOBS = 100;

  private final ConsoleFixture fixture;
  private final Operations operations;

  TrashForecastTest() throws InterruptedException {
    // Each of these jobs has a body of one byte.
    fixture = new ConsoleFixture(ROOM_JOBS * (Trash.JOB_BYTES + 1L));
    operations = new Operations(fixture.shard, fixture, () -> BodyMask.NONE, OperationMemory.NONE);
  }

  @AfterEach
  void close() {
    operations.close();
    fixture.close();
  }

  @Test
  void whatFitsCanBeUndoneWhole() throws InterruptedException {
    fixture.putMany("mail", ROOM_JOBS);

    OperationStatus dry = begin("tube:mail", true);

    assertThat(dry.done()).isEqualTo(ROOM_JOBS);
    assertThat(dry.lost()).isZero();
    assertThat(dry.othersLost()).isZero();
    assertThat(begin("tube:mail", false).lost()).isZero();
  }

  @Test
  void whatDoesNotFitIsToldBeforeAndAfter() throws InterruptedException {
    fixture.putMany("mail", ROOM_JOBS + 40);

    assertThat(begin("tube:mail", true).lost()).isEqualTo(40);

    OperationStatus deleted = begin("tube:mail", false);
    OperationStatus after = whenLost(deleted.id(), 40);
    assertThat(after.undoUntilMillis()).isPositive();
    assertThat(ConsoleFixture.undo(operations, deleted.id()).message())
        .startsWith(ROOM_JOBS + " of " + (ROOM_JOBS + 40));
  }

  @Test
  void whatPushesEarlierDeletionsOutIsToldAndSoAreThey() throws InterruptedException {
    fixture.putMany("fax", 30);
    OperationStatus earlier = begin("tube:fax", false);
    fixture.putMany("mail", ROOM_JOBS);

    OperationStatus dry = begin("tube:mail", true);
    assertThat(dry.lost()).isZero();
    assertThat(dry.othersLost()).isEqualTo(30);

    OperationStatus deleted = begin("tube:mail", false);
    OperationStatus gone = whenLost(earlier.id(), 30);
    assertThat(gone.undoUntilMillis()).isZero();
    assertThat(operations.undo(earlier.id())).isFalse();
    assertThat(operations.find(deleted.id()).orElseThrow().lost()).isZero();
  }

  private OperationStatus whenLost(long id, long lost) {
    OperationStatus status = ConsoleFixture.await(operations, id, found -> found.lost() >= lost);
    assertThat(status.lost()).isEqualTo(lost);
    return status;
  }

  private OperationStatus begin(String filter, boolean isDryRun) throws InterruptedException {
    return operations
        .begin(fixture.request(OperationKind.DELETE, filter, List.of(), "", isDryRun), WAIT_MILLIS)
        .orElseThrow();
  }
}
