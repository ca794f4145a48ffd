package io.haulm.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.journal.JournalFullException;
import io.haulm.journal.JournalOptions;
import io.haulm.journal.JournalStats;
import io.haulm.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much disk is taken, and what happens when there is no more. */
class JournalSpaceTest {
  private static final long SEED = 11;
  private static final long LARGE = 1 << 30;
  private static final long SMALL = 256 * 1024;
  private static final int SEGMENT_BYTES = 16 * 1024;
  private static final int BODY_BYTES = 100;
  private static final JournalOptions OPTIONS =
      JournalOptions.defaults()
          .withSegmentBytes(SEGMENT_BYTES)
          .withChunkBytes(JournalOptions.CHUNK_BYTES_MIN)
          .withRandom(() -> new SplittableRandom(SEED));

  /** Ways to make garbage. */
  enum Workload {
    /** Jobs come and go; a few long-lived ones are spread among them. */
    LONG_LIVED_AMONG_SHORT {
      @Override
      void step(SmallJobs jobs, int i) {
        jobs.put(new byte[BODY_BYTES]);
        if (i % 50 != 0) {
          jobs.delete(jobs.ids().getLast());
        }
      }
    },
    /** One job is changed for ever: released with a delay, say. */
    ONE_JOB_CHANGES {
      @Override
      void step(SmallJobs jobs, int i) {
        if (i == 0) {
          jobs.put(new byte[BODY_BYTES]);
        }
        jobs.change(1);
      }
    },
    /** The oldest job goes when a new one comes. */
    QUEUE {
      @Override
      void step(SmallJobs jobs, int i) {
        jobs.put(new byte[BODY_BYTES]);
        if (i > 200) {
          jobs.delete(jobs.ids().getFirst());
        }
      }
    };

    abstract void step(SmallJobs jobs, int i);
  }

  @ParameterizedTest
  @EnumSource(Workload.class)
  void diskUseStaysBelowTwiceTheLiveDataAndSlack(Workload workload) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED, LARGE);
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    for (int i = 0; i < 20_000; i++) {
      workload.step(jobs, i);
      jobs.journal().commit();
      if (i % 10 == 0) {
        jobs.settle();
        JournalStats stats = jobs.journal().stats();
        assertThat(stats.totalBytes())
            .as("after step %s", i)
            .isLessThanOrEqualTo(2 * stats.liveBytes() + 3 * SEGMENT_BYTES);
      }
    }
    SmallJobs.State before = jobs.state();
    assertThat(jobs.troubles).isEmpty();
    jobs.journal().close();

    SmallJobs again = SmallJobs.recover(disk.mount(), OPTIONS);
    assertThat(again.state()).matches(before::isSameAs);
    again.checkBodies();
    again.journal().close();
  }

  @Test
  void fullDiskRefusesGrowthAndTakesDeletionsAndThenGrowthAgain() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED, SMALL);
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    assertThatThrownBy(() -> fill(jobs)).isInstanceOf(JournalFullException.class);
    assertThat(jobs.journal().isFull()).isTrue();
    int most = jobs.ids().size();
    assertThat(most).isGreaterThan(400);

    for (long id : List.copyOf(jobs.ids())) {
      jobs.change(id);
      jobs.delete(id);
      jobs.journal().commit();
      jobs.settle();
    }

    assertThat(jobs.failures).isEmpty();
    assertThatThrownBy(() -> fill(jobs)).isInstanceOf(JournalFullException.class);
    assertThat(jobs.ids()).hasSizeGreaterThan(most * 3 / 4);
    SmallJobs.State before = jobs.state();
    jobs.journal().close();

    SmallJobs again = SmallJobs.recover(disk.mount(), OPTIONS);
    assertThat(again.state()).matches(before::isSameAs);
    again.journal().close();
  }

  private static void fill(SmallJobs jobs) {
    for (int i = 0; i < 100_000; i++) {
      jobs.put(new byte[BODY_BYTES]);
      jobs.journal().commit();
      jobs.settle();
    }
  }

  @Test
  void highestIdOutlivesAllJobsAndSegments() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED, LARGE);
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    for (int i = 0; i < 1000; i++) {
      jobs.put(new byte[BODY_BYTES]);
      jobs.delete(jobs.ids().getFirst());
      jobs.journal().commit();
      jobs.settle();
    }
    assertThat(jobs.journal().stats().oldestSegment()).isGreaterThan(5);
    for (int restart = 0; restart < 3; restart++) {
      jobs.journal().close();
      jobs = SmallJobs.recover(disk.mount(), OPTIONS);
      jobs.settle();
      assertThat(jobs.state().highestId()).isEqualTo(1000);
    }
    jobs.journal().close();
  }
}
