package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobTableTest {
  private static final int SLOTS = 10_000;

  private final JobTable jobs = new JobTable();

  @Test
  void everyFieldKeepsItsLargestValueAndLeavesTheOthersAlone() {
    int before = jobs.take();
    int slot = jobs.take();
    int after = jobs.take();
    clear(before);
    clear(after);

    fill(slot, Long.MAX_VALUE, Integer.MAX_VALUE, JobState.BURIED);

    assertThat(jobs.id(slot)).isEqualTo(Long.MAX_VALUE);
    assertThat(jobs.rank(slot)).isEqualTo(Long.MAX_VALUE);
    assertThat(jobs.priority(slot)).isEqualTo(Limits.PRIORITY_MAX);
    assertThat(jobs.place(slot)).isEqualTo(Integer.MAX_VALUE);
    assertThat(jobs.chain(slot)).isEqualTo(Integer.MAX_VALUE);
    assertThat(jobs.tube(slot)).isEqualTo(JobTable.TUBE_NUMBER_MAX);
    assertThat(jobs.state(slot)).isEqualTo(JobState.BURIED);
    assertThat(jobs.body(slot))
        .isEqualTo(new JobBody(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE));
    assertThat(jobs.ttrMillis(slot)).isEqualTo(Limits.DURATION_MILLIS_MAX);
    assertThat(jobs.delayMillis(slot)).isEqualTo(Limits.DURATION_MILLIS_MAX);
    assertThat(jobs.createdMillis(slot)).isEqualTo(JobTable.CREATED_MILLIS_MAX);
    assertThat(jobs.holder(slot)).isEqualTo(Integer.MAX_VALUE);
    assertThat(jobs.reservation(slot)).isEqualTo(Integer.MAX_VALUE);
    assertThat(jobs.sinceMillis(slot)).isEqualTo(Long.MAX_VALUE);
    assertThat(jobs.counts(slot)).isEqualTo(new JobCounts(-1, -1, -1, -1, -1));
    assertThat(jobs.id(before)).isZero();
    assertThat(jobs.counts(before)).isEqualTo(JobCounts.ZERO);
    assertThat(jobs.id(after)).isZero();
  }

  @Test
  void anotherDelayLeavesTheTimeOfCreationAlone() {
    int slot = takeCleared();
    jobs.setTimes(slot, JobTable.CREATED_MILLIS_MAX - 5, 7, Limits.DURATION_MILLIS_MAX);

    jobs.setDelayMillis(slot, 3);

    assertThat(jobs.delayMillis(slot)).isEqualTo(3);
    assertThat(jobs.ttrMillis(slot)).isEqualTo(7);
    assertThat(jobs.createdMillis(slot)).isEqualTo(JobTable.CREATED_MILLIS_MAX - 5);
  }

  @Test
  void aTimeOneBeyondTheLatestIsRefused() {
    int slot = takeCleared();

    assertThatThrownBy(() -> jobs.setTimes(slot, JobTable.CREATED_MILLIS_MAX + 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSlotIsOneJobsAloneUntilItIsFreed() {
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < SLOTS; i++) {
      int slot = jobs.take();
      assertThat(taken.add(slot)).isTrue();
      jobs.setId(slot, i);
    }
    for (int slot : taken) {
      jobs.free(slot);
    }

    Set<Integer> again = new HashSet<>();
    for (int i = 0; i < SLOTS; i++) {
      assertThat(again.add(jobs.take())).isTrue();
    }
  }

  @Test
  void aWalkOverTheSlotsMeetsThoseThatAreTaken() {
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < SLOTS; i++) {
      taken.add(takeCleared());
    }
    for (int slot : Set.copyOf(taken)) {
      if (slot % 3 == 0) {
        jobs.free(slot);
        taken.remove(slot);
      }
    }

    Set<Integer> met = new HashSet<>();
    for (int slot = jobs.skipUntouched(0); slot < jobs.end(); slot = jobs.skipUntouched(slot + 1)) {
      if (jobs.isTaken(slot)) {
        met.add(slot);
      }
    }

    assertThat(met).isEqualTo(taken);
  }

  private int takeCleared() {
    int slot = jobs.take();
    clear(slot);
    return slot;
  }

  private void clear(int slot) {
    fill(slot, 0, 0, JobState.READY);
    jobs.setPriority(slot, 0);
    jobs.setTubeAndState(slot, 0, JobState.READY);
    jobs.setCounts(slot, JobCounts.ZERO);
  }

  private void fill(int slot, long longValue, int intValue, JobState state) {
    long duration = Math.min(longValue, Limits.DURATION_MILLIS_MAX);
    jobs.setId(slot, longValue);
    jobs.setRank(slot, longValue);
    jobs.setPriority(slot, Limits.PRIORITY_MAX);
    jobs.setPlace(slot, intValue);
    jobs.setChain(slot, intValue);
    jobs.setTubeAndState(slot, JobTable.TUBE_NUMBER_MAX, state);
    jobs.setBodyRef(slot, longValue);
    jobs.setPosition(slot, longValue);
    jobs.setTimes(slot, Math.min(longValue, JobTable.CREATED_MILLIS_MAX), duration, duration);
    jobs.setBodyBytes(slot, intValue);
    jobs.setHolder(slot, intValue);
    jobs.setReservation(slot, intValue);
    jobs.setSinceMillis(slot, longValue);
    jobs.setCounts(slot, new JobCounts(-1, -1, -1, -1, -1));
  }
}
