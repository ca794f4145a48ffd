package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.JobEvent;
import io.haulm.engine.JobRow;
import io.haulm.engine.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobWatchTest {
  private final AtomicInteger signals = new AtomicInteger();
  private final List<String> seenByNext = new ArrayList<>();
  private ConsoleFixture fixture;
  private JobWatch watch;

  @BeforeEach
  void begin() throws Exception {
    fixture = new ConsoleFixture();
    watch =
        new JobWatch(
            fixture.shard,
            (event, _, jobId, _) -> seenByNext.add(event + " " + jobId),
            signals::incrementAndGet);
    fixture.ask(engine -> {
      engine.observeWith((_, _, jobId, _) -> seenByNext.add("past " + jobId));
      return true;
    });
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private void watch(Long... ids) throws InterruptedException {
    fixture.ask(_ -> {
      watch.watch(List.of(ids));
      return true;
    });
  }

  private void unwatch(Long... ids) throws InterruptedException {
    fixture.ask(_ -> {
      watch.unwatch(List.of(ids));
      return true;
    });
  }

  private List<JobWatch.Change> take() throws InterruptedException {
    return fixture.ask(watch::take);
  }

  @Test
  void nothingPassesByWhileNoJobIsWatched() throws Exception {
    long _ = fixture.put("mail", "x");
    assertThat(seenByNext).containsExactly("past 1");

    watch(1L);
    long _ = fixture.put("mail", "x");
    assertThat(seenByNext).containsExactly("past 1", JobEvent.PUT + " 2");
  }

  @Test
  void howAJobStandsIsTakenOnceHoweverOftenItChanged() throws Exception {
    long job = fixture.put("mail", "x");
    long other = fixture.put("mail", "x");
    watch(job);
    assertThat(take()).hasSize(1);
    signals.set(0);

    fixture.bury(other);
    assertThat(take()).isEmpty();
    fixture.bury(job);
    for (int i = 0; i < 10; i++) {
      fixture.ask(engine -> engine.administration().kick(fixture.shard.nowMillis(), job));
      fixture.bury(job);
    }

    assertThat(signals).hasValue(1);
    assertThat(take())
        .extracting(change -> change.row().map(JobRow::state))
        .containsExactly(Optional.of(JobState.BURIED));
    assertThat(take()).isEmpty();
  }

  @Test
  void aTurnTakesAFewOfManyChanges() throws Exception {
    fixture.putMany("mail", 150);
    Long[] ids = new Long[150];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i + 1L;
    }
    watch(ids);

    assertThat(take()).hasSize(JobWatch.CHANGES_PER_TURN);
    assertThat(take()).hasSize(JobWatch.CHANGES_PER_TURN);
    assertThat(take()).hasSize(150 - 2 * JobWatch.CHANGES_PER_TURN);
    assertThat(take()).isEmpty();
  }

  @Test
  void aJobThatTwoWatchIsWatchedUntilBothHaveGone() throws Exception {
    long job = fixture.put("mail", "x");
    watch(job);
    watch(job);
    unwatch(job);
    assertThat(take()).hasSize(1);

    fixture.bury(job);
    assertThat(take()).hasSize(1);
    unwatch(job);
    fixture.ask(engine -> engine.administration().kick(fixture.shard.nowMillis(), job));

    assertThat(take()).isEmpty();
  }
}
