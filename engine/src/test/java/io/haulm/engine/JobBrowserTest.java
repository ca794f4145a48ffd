package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobBrowserTest {
  private static final int MANY = 9000;

  private final EngineFixture fixture = new EngineFixture();
  private final JobBrowser browser = fixture.engine.browser();
  private final Session alice = fixture.connectTo("alice", "mail");

  @Test
  void aRowTellsWhatIsKnownOfAJob() {
    long job = fixture.put(alice, 7, 0, "hello");
    fixture.pass(250);
    fixture.take(alice);

    JobRow row = fixture.row(job);

    assertThat(row.tube()).isEqualTo("mail");
    assertThat(row.state()).isEqualTo(JobState.RESERVED);
    assertThat(row.priority()).isEqualTo(7);
    assertThat(row.createdMillis()).isEqualTo(fixture.now - 250);
    assertThat(row.sinceMillis()).isEqualTo(fixture.now);
    assertThat(row.untilMillis()).isEqualTo(fixture.now + EngineFixture.TTR_MILLIS);
    assertThat(row.counts().reserves()).isEqualTo(1);
    assertThat(fixture.text(row.body())).isEqualTo("hello");
    assertThat(row.holder()).isEqualTo("alice");
    assertThat(browser.find(99)).isNull();
  }

  @Test
  void pagesOfATubeAndStateFollowEachOther() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      fixture.put(alice, random.nextInt(20));
    }
    List<Long> seen = new ArrayList<>();
    long rank = Long.MIN_VALUE;
    long id = 0;
    List<JobRow> page = page(JobState.READY, rank, id, 70);
    while (!page.isEmpty()) {
      page.forEach(row -> seen.add(row.id()));
      rank = page.getLast().rank();
      id = page.getLast().id();
      page = page(JobState.READY, rank, id, 70);
    }

    List<Long> served = new ArrayList<>();
    for (long job = fixture.take(alice); job > 0; job = fixture.take(alice)) {
      served.add(job);
    }
    assertThat(seen).isEqualTo(served);
  }

  @Test
  void aFirstPageLooksAtFewJobs() {
    for (int i = 0; i < MANY; i++) {
      fixture.put(alice, 0);
    }
    List<JobRow> rows = new ArrayList<>();

    boolean isWhole = browser.list("mail", JobState.READY, Long.MIN_VALUE, 0, 50, 51, rows);

    assertThat(isWhole).isTrue();
    assertThat(rows).hasSize(50);
    assertThat(rows.getLast().id()).isEqualTo(50);
  }

  @Test
  void aLateJobIsNotReachedWithinTheBound() {
    for (int i = 0; i < MANY; i++) {
      fixture.put(alice, 0);
    }

    assertThat(browser.list("mail", JobState.READY, 0, 5000, 50, 1000, new ArrayList<>()))
        .isFalse();
  }

  @Test
  void aMissingTubeHasAnEmptyPage() {
    assertThat(page(JobState.BURIED, 0, 0, 10)).isEmpty();
    List<JobRow> rows = new ArrayList<>();
    assertThat(browser.list("none", JobState.READY, 0, 0, 10, 10, rows)).isTrue();
    assertThat(rows).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aScanMeetsEachJobThatStaysExactlyOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < MANY; i++) {
      fixture.put(alice, random.nextInt(5));
    }
    Set<Long> gone = new HashSet<>();
    List<Long> seen = new ArrayList<>();
    int cursor = JobBrowser.BEGIN;
    do {
      cursor = browser.scan(cursor, 700, job -> seen.add(job.id()));
      for (int i = 0; i < 100; i++) {
        long job = 1L + random.nextInt(MANY);
        if (fixture.delete(alice, job) == Reply.Plain.DELETED) {
          gone.add(job);
          fixture.put(alice, random.nextInt(5));
        }
      }
      Reply _ = fixture.apply(new Command.ReserveWithTimeout(alice, 0));
    } while (cursor != JobBrowser.END);

    assertThat(seen).doesNotHaveDuplicates();
    for (long job = 1; job <= MANY; job++) {
      assertThat(gone.contains(job) || seen.contains(job))
          .as("seed %s, job %s", seed, job)
          .isTrue();
    }
  }

  @Test
  void aSliceOfAScanIsBounded() {
    for (int i = 0; i < 100; i++) {
      fixture.put(alice, 0);
    }
    List<Long> seen = new ArrayList<>();

    int cursor = browser.scan(JobBrowser.BEGIN, 30, job -> seen.add(job.id()));

    assertThat(seen).hasSize(30);
    assertThat(browser.scan(cursor, 71, job -> seen.add(job.id()))).isEqualTo(JobBrowser.END);
    assertThat(seen).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void aScanOfAnEmptyEngineIsAtItsEnd() {
    assertThat(browser.scan(JobBrowser.BEGIN, 10, _ -> true)).isEqualTo(JobBrowser.END);
  }

  @Test
  void theNewestJobsAreFoundByTheirIds() {
    for (int i = 0; i < 10; i++) {
      fixture.put(alice, 0);
    }
    fixture.delete(alice, 9);
    List<Long> seen = new ArrayList<>();

    long next =
        browser.scanIds(
            fixture.engine.lastJobId(),
            100,
            job -> {
              seen.add(job.id());
              return seen.size() < 3;
            });

    assertThat(seen).containsExactly(10L, 8L, 7L);
    assertThat(next).isEqualTo(6);
    assertThat(browser.scanIds(next, 4, _ -> true)).isEqualTo(2);
    assertThat(browser.scanIds(2, 4, _ -> true)).isZero();
  }

  @Test
  void jobsInTheTrashAreNotShown() {
    long job = fixture.put(alice, 0);
    fixture.put(alice, 0);
    fixture.engine.administration().discard(fixture.now, job, 1, fixture.now + 1);
    List<Long> seen = new ArrayList<>();

    browser.scan(JobBrowser.BEGIN, 10, row -> seen.add(row.id()));
    browser.scanIds(2, 10, row -> seen.add(row.id()));

    assertThat(seen).containsExactly(2L, 2L);
  }

  @Test
  void figuresOfATubeTellTheAgeOfItsOldestReadyJob() {
    assertThat(figures().oldestReadyMillis()).isZero();
    long first = fixture.put(alice, 9);
    fixture.pass(1000);
    long second = fixture.put(alice, 1);
    long begunMillis = fixture.now;
    assertThat(figures().oldestReadyMillis()).isEqualTo(begunMillis - 1000);

    fixture.engine.administration().bury(fixture.now, first);

    assertThat(figures().oldestReadyMillis()).isEqualTo(begunMillis);
    fixture.delete(alice, second);
    assertThat(figures().oldestReadyMillis()).isZero();
  }

  @Test
  void aReleasedJobIsReadySinceItsRelease() {
    long job = fixture.put(alice, 0);
    fixture.take(alice);
    fixture.pass(500);
    fixture.release(alice, job, 0, 0);

    assertThat(figures().oldestReadyMillis()).isEqualTo(fixture.now);
    assertThat(fixture.restarted().figures("mail").oldestReadyMillis())
        .isEqualTo(fixture.now - 500);
  }

  @Test
  void afterARestartTheOldestIsTheOneThatWasPutFirst() {
    for (int i = 0; i < 5; i++) {
      fixture.put(alice, 0);
      fixture.pass(100);
    }
    // Its record is now the last one.
    fixture.engine.rewrite(fixture.now, 1);
    EngineFixture restarted = fixture.restarted();

    for (int i = 5; i > 0; i--) {
      TubeFigures tube = restarted.figures("mail");
      assertThat(tube.oldestReadyMillis()).isEqualTo(fixture.now - i * 100L);
      restarted.delete(restarted.connect("bob"), 6 - i);
    }
  }

  @Test
  void timesOfWaitingAndRunningAreCountedByTheirLengths() {
    long job = fixture.put(alice, 0);
    fixture.pass(5);
    fixture.take(alice);
    fixture.pass(40);
    fixture.release(alice, job, 0, 0);
    fixture.take(alice);
    fixture.pass(EngineFixture.TTR_MILLIS);

    TubeFigures tube = figures();

    assertThat(tube.waitCounts()).containsExactly(1, 0, 0, 1, 0, 0, 0, 0);
    assertThat(tube.runCounts()[6]).isEqualTo(1);
    assertThat(tube.runCounts()[16]).isEqualTo(1);
    assertThat(tube.timeouts()).isEqualTo(1);
    assertThat(tube.totalJobs()).isEqualTo(1);
    assertThat(tube.bodyBytes()).isEqualTo(4);
  }

  @Test
  void aJobThatASessionWaitedForHasNotWaited() {
    fixture.await(alice);
    fixture.pass(5000);
    fixture.put(fixture.connectTo("bob", "mail"), 0);

    assertThat(figures().waitCounts()[0]).isEqualTo(1);
  }

  @Test
  void allTubesAreShownAFewAtATime() {
    fixture.use(alice, "sms");
    List<String> names = new ArrayList<>();

    int cursor = browser.tubesBegin();
    while (cursor != JobBrowser.END) {
      int before = names.size();
      cursor = browser.tubes(cursor, 2, tube -> names.add(tube.name()));
      assertThat(names.size() - before).isLessThanOrEqualTo(2);
    }

    assertThat(names).containsExactlyInAnyOrderElementsOf(fixture.tubes());
    assertThat(browser.tube("none")).isNull();
  }

  private TubeFigures figures() {
    return fixture.figures("mail");
  }

  private List<JobRow> page(JobState state, long rank, long id, int limit) {
    List<JobRow> rows = new ArrayList<>();
    assertThat(browser.list("mail", state, rank, id, limit, 10_000, rows)).isTrue();
    return rows;
  }
}
