package io.haulm.testkit.crash;

import static io.haulm.testkit.crash.Outcome.OK;
import static io.haulm.testkit.crash.Outcome.REFUSED;
import static io.haulm.testkit.crash.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.testkit.crash.Finding.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each rule has a history that breaks it, and beside it one that only seems to. */
class QueueCheckerTest {
  private static final long ALICE = 1;
  private static final long BOB = 2;
  private static final long TTR_MILLIS = 60_000;

  private final List<Operation> history = new ArrayList<>();

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void put(long atMillis, Outcome outcome, String tag, long jobId, long delayMillis) {
    long start = nanos(atMillis);
    history.add(new Operation.Put(start, start + 1, outcome, tag, jobId, delayMillis, TTR_MILLIS));
  }

  private void put(long atMillis, String tag, long jobId) {
    put(atMillis, OK, tag, jobId, 0);
  }

  private void reserve(long atMillis, long connection, long jobId, String tag) {
    long start = nanos(atMillis);
    history.add(new Operation.Reserve(start, start + 1, connection, jobId, tag, TTR_MILLIS));
  }

  private void delete(long atMillis, Outcome outcome, long connection, long jobId) {
    long start = nanos(atMillis);
    history.add(new Operation.Delete(start, start + 1, outcome, connection, jobId));
  }

  private void release(long atMillis, long connection, long jobId, long delayMillis) {
    long start = nanos(atMillis);
    history.add(new Operation.Release(start, start + 1, OK, connection, jobId, delayMillis));
  }

  private void connectionEnd(long atMillis, long connection) {
    history.add(new Operation.ConnectionEnd(nanos(atMillis), nanos(atMillis), connection));
  }

  private void present(long atMillis, long jobId, String tag) {
    history.add(new Operation.Present(nanos(atMillis), nanos(atMillis) + 1, jobId, tag));
  }

  private void assertFindings(Rule... rules) {
    assertThat(QueueChecker.check(history)).extracting(Finding::rule).containsExactly(rules);
  }

  @Test
  void jobThatIsStillThereIsNotLost() {
    put(1, "a", 1);
    present(9, 1, "a");

    assertFindings();
  }

  @Test
  void confirmedJobThatNobodyDeletedIsLost() {
    put(1, "a", 1);
    reserve(2, ALICE, 1, "a");

    assertFindings(Rule.LOST);
  }

  @Test
  void jobWhoseDeleteWasRefusedIsLostWhenItIsGone() {
    put(1, "a", 1);
    delete(2, REFUSED, ALICE, 1);

    assertFindings(Rule.LOST);
  }

  @Test
  void jobWhoseDeleteGotNoAnswerMayBeGone() {
    put(1, "a", 1);
    delete(2, UNKNOWN, ALICE, 1);

    assertFindings();
  }

  @Test
  void jobWhoseDeleteGotNoAnswerMayBeThere() {
    put(1, "a", 1);
    delete(2, UNKNOWN, ALICE, 1);
    present(9, 1, "a");

    assertFindings();
  }

  @Test
  void putWithoutAnAnswerMayBeThereOrNot() {
    put(1, UNKNOWN, "a", Operation.NO_ID, 0);
    put(1, UNKNOWN, "b", Operation.NO_ID, 0);
    present(9, 1, "a");

    assertFindings();
  }

  @Test
  void putWithoutAnAnswerMayNotBeThereTwice() {
    put(1, UNKNOWN, "a", Operation.NO_ID, 0);
    present(9, 1, "a");
    present(9, 2, "a");

    assertFindings(Rule.UNEXPECTED);
  }

  @Test
  void jobThatNobodyPutIsUnexpected() {
    present(9, 1, "a");

    assertFindings(Rule.UNEXPECTED);
  }

  @Test
  void jobWhosePutWasRefusedIsUnexpected() {
    put(1, REFUSED, "a", Operation.NO_ID, 0);
    present(9, 1, "a");

    assertFindings(Rule.UNEXPECTED);
  }

  @Test
  void jobWithTheBodyOfAnotherIsUnexpected() {
    put(1, UNKNOWN, "a", Operation.NO_ID, 0);
    put(3, "b", 2);
    present(9, 2, "a");

    assertFindings(Rule.UNEXPECTED);
  }

  @Test
  void confirmedJobWithAnotherBodyIsUnexpected() {
    put(3, "b", 2);
    present(9, 2, "\0\0\0");

    assertFindings(Rule.UNEXPECTED);
  }

  @Test
  void jobHeldByTwoIsFound() {
    put(1, "a", 1);
    reserve(2, ALICE, 1, "a");
    reserve(3, BOB, 1, "a");
    delete(4, OK, ALICE, 1);

    assertFindings(Rule.HELD_TWICE);
  }

  @Test
  void jobMayBeReservedAgainAfterARelease() {
    put(1, "a", 1);
    reserve(2, ALICE, 1, "a");
    release(3, ALICE, 1, 0);
    reserve(4, BOB, 1, "a");
    delete(5, OK, BOB, 1);

    assertFindings();
  }

  @Test
  void jobMayBeReservedAgainAfterItsHolderIsGone() {
    put(1, "a", 1);
    reserve(2, ALICE, 1, "a");
    connectionEnd(3, ALICE);
    reserve(4, BOB, 1, "a");
    present(9, 1, "a");

    assertFindings();
  }

  @Test
  void jobMayBeReservedAgainAfterItsTimeToRun() {
    put(1, "a", 1);
    reserve(2, ALICE, 1, "a");
    reserve(2 + TTR_MILLIS, BOB, 1, "a");
    present(99_999, 1, "a");

    assertFindings();
  }

  @Test
  void touchedJobMayNotBeReservedAfterTheFirstTimeToRun() {
    put(1, "a", 1);
    reserve(2, ALICE, 1, "a");
    history.add(new Operation.Touch(nanos(50_000), nanos(50_001), OK, ALICE, 1));
    reserve(2 + TTR_MILLIS, BOB, 1, "a");
    present(99_999, 1, "a");

    assertFindings(Rule.HELD_TWICE);
  }

  @Test
  void deletedJobThatIsReservedHasReturned() {
    put(1, "a", 1);
    delete(2, OK, ALICE, 1);
    reserve(3, BOB, 1, "a");

    assertFindings(Rule.RETURNED);
  }

  @Test
  void deletedJobThatIsThereAtTheEndHasReturned() {
    put(1, "a", 1);
    delete(2, OK, ALICE, 1);
    present(9, 1, "a");

    assertFindings(Rule.RETURNED);
  }

  @Test
  void delayedJobMayNotComeBeforeItsTime() {
    put(1, OK, "a", 1, 1000);
    reserve(900, ALICE, 1, "a");
    present(2000, 1, "a");

    assertFindings(Rule.TOO_EARLY);
  }

  @Test
  void delayedJobMayComeAtItsTime() {
    put(1, OK, "a", 1, 1000);
    reserve(1001, ALICE, 1, "a");
    present(2000, 1, "a");

    assertFindings();
  }

  @Test
  void kickedJobMayComeBeforeItsTime() {
    put(1, OK, "a", 1, 1000);
    history.add(new Operation.Kick(nanos(2), nanos(3), OK, 1));
    reserve(900, ALICE, 1, "a");
    present(2000, 1, "a");

    assertFindings();
  }

  @Test
  void releasedJobMayNotComeBeforeItsDelay() {
    put(1, "a", 1);
    reserve(2, ALICE, 1, "a");
    release(3, ALICE, 1, 1000);
    reserve(500, BOB, 1, "a");
    present(2000, 1, "a");

    assertFindings(Rule.TOO_EARLY);
  }

  @Test
  void idGivenOutTwiceIsFound() {
    put(1, "a", 7);
    put(5, "b", 7);
    delete(6, UNKNOWN, ALICE, 7);

    assertFindings(Rule.ID_REUSED);
  }

  @Test
  void idsMustRise() {
    put(1, "a", 8);
    put(5, "b", 7);
    present(9, 8, "a");
    present(9, 7, "b");

    assertFindings(Rule.ID_NOT_RISING);
  }

  @Test
  void idsOfPutsAtTheSameTimeMayComeInAnyOrder() {
    put(1, "a", 8);
    put(1, "b", 7);
    present(9, 8, "a");
    present(9, 7, "b");

    assertFindings();
  }
}
