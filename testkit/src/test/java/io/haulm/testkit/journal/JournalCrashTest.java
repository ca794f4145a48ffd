package io.haulm.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.journal.JournalOptions;
import io.haulm.journal.SyncPolicy;
import io.haulm.testkit.disk.PowerLoss;
import io.haulm.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Crashes at any instant, again and again on one disk; after each, nothing acknowledged is lost.
 */
class JournalCrashTest {
  private static final long SEEDS = 150;
  private static final int CRASHES_PER_SEED = 20;
  private static final long DISK_BYTES = 1 << 30;
  private static final int INTERVAL_MILLIS = 100;
  private static final int COMMANDS_MAX = 120;

  /** A state that a client may have been told of. */
  private record Committed(long position, SmallJobs.State state) {}

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingAcknowledgedIsLostAndNothingElseAppears(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    SimulatedDisk disk = new SimulatedDisk(seed, DISK_BYTES);
    JournalOptions options =
        JournalOptions.defaults()
            .withSyncPolicy(policy(seed))
            .withSegmentBytes(4096 << random.nextInt(3))
            .withReserveBytes(0)
            .withChunkBytes(JournalOptions.CHUNK_BYTES_MIN)
            .withRandom(() -> new SplittableRandom(seed));
    List<SmallJobs.State> possible = List.of(new SmallJobs.State(Map.of(), 0));
    for (int crash = 0; crash < CRASHES_PER_SEED; crash++) {
      possible = liveAndCrash(disk, options, random, possible, "crash " + crash);
    }
  }

  private static SyncPolicy policy(long seed) {
    return switch ((int) (seed % 4)) {
      case 0 -> new SyncPolicy.Interval(INTERVAL_MILLIS);
      case 1 -> new SyncPolicy.SystemDecides();
      default -> new SyncPolicy.EachCommit();
    };
  }

  /** One life of a process. Returns the states that its successor may find. */
  private static List<SmallJobs.State> liveAndCrash(
      SimulatedDisk disk,
      JournalOptions options,
      SplittableRandom random,
      List<SmallJobs.State> possible,
      String name)
      throws IOException {
    if (random.nextInt(8) != 0) {
      disk.losePowerAt(disk.changes() + 1 + random.nextInt(1 + random.nextInt(400)));
    }
    SmallJobs jobs;
    try {
      jobs = SmallJobs.recover(disk.mount(), options);
    } catch (PowerLoss e) {
      return possible;
    }
    SmallJobs.State found = jobs.state();
    assertThat(possible).as(name).anyMatch(state -> state.isSameAs(found));
    List<Committed> committed = new ArrayList<>();
    committed.add(new Committed(0, found));
    // Without a sync before each confirmation a crash may take what was confirmed, but only from
    // the
    // end on.
    long durable = options.syncPolicy() instanceof SyncPolicy.EachCommit ? Long.MAX_VALUE : 0;
    try {
      jobs.checkBodies();
      work(jobs, random, committed);
      if (random.nextBoolean()) {
        jobs.journal().close();
        durable = Long.MAX_VALUE;
      } else {
        disk.killProcess();
      }
    } catch (PowerLoss e) {
      durable = Math.min(durable, jobs.journal().durablePosition());
    }
    jobs.closeQuietly();
    int acknowledged = 0;
    for (int i = 0; i < committed.size(); i++) {
      acknowledged = committed.get(i).position <= durable ? i : acknowledged;
    }
    return committed.subList(acknowledged, committed.size()).stream()
        .map(Committed::state)
        .toList();
  }

  private static void work(SmallJobs jobs, SplittableRandom random, List<Committed> committed) {
    int commands = random.nextInt(COMMANDS_MAX);
    int bodyBytesMax = random.nextInt(20) == 0 ? 20_000 : 300;
    for (int i = 0; i < commands; i++) {
      jobs.anyCommand(random, bodyBytesMax);
      if (random.nextInt(3) == 0) {
        committed.add(new Committed(jobs.journal().commit(), jobs.state()));
        jobs.runTasks();
      }
      switch (random.nextInt(6)) {
        case 0, 1 -> jobs.threads.run("writer");
        case 2 -> jobs.threads.run("maintenance");
        case 3 -> {
          if (random.nextInt(4) == 0) {
            jobs.threads.passTime();
          }
        }
        default -> {}
      }
    }
    committed.add(new Committed(jobs.journal().commit(), jobs.state()));
    jobs.settle();
  }
}
