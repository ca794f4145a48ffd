package io.haulm.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.journal.JournalDamagedException;
import io.haulm.journal.JournalFailedException;
import io.haulm.journal.JournalInspection;
import io.haulm.journal.JournalInspector;
import io.haulm.journal.JournalOptions;
import io.haulm.journal.JournalProblem;
import io.haulm.testkit.disk.SimulatedDisk;
import io.haulm.testkit.disk.SimulatedDisk.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Torn tails at every byte, flipped bits, failing calls, full disks. */
class JournalFaultTest {
  private static final long SEED = 7;
  private static final long DISK_BYTES = 1 << 20;
  private static final int SEGMENT_BYTES = 8 * 1024;
  private static final int SEAL_FRAME_BYTES = 28;
  private static final int BODY_BYTES = 100;
  private static final JournalOptions OPTIONS =
      JournalOptions.defaults()
          .withSegmentBytes(SEGMENT_BYTES)
          .withReserveBytes(0)
          .withChunkBytes(JournalOptions.CHUNK_BYTES_MIN)
          .withRandom(() -> new SplittableRandom(SEED));

  private static byte[] body(int seed) {
    byte[] body = new byte[BODY_BYTES];
    new SplittableRandom(seed).nextBytes(body);
    return body;
  }

  private static void commit(SmallJobs jobs) {
    jobs.journal().commit();
    jobs.threads.runAll();
  }

  /** A folder whose process was killed after {@code batches} batches of two jobs each. */
  private static SimulatedDisk killedAfter(int batches) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED, DISK_BYTES);
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    for (int i = 0; i < batches; i++) {
      jobs.put(body(2 * i));
      jobs.put(body(2 * i + 1));
      commit(jobs);
    }
    disk.killProcess();
    jobs.closeQuietly();
    return disk;
  }

  private static String usedSegment(SimulatedDisk disk) {
    return disk.names().stream().filter(name -> name.endsWith(".seg")).findFirst().orElseThrow();
  }

  /** Offset at which the last of so many batches ends. */
  private static int endAfter(int batches) throws IOException {
    SmallJobs jobs = SmallJobs.recover(killedAfter(batches).mount(), OPTIONS);
    jobs.closeQuietly();
    return (int) jobs.report().bytes() - SEAL_FRAME_BYTES;
  }

  private static int lastNonZero(byte[] bytes) {
    int last = bytes.length - 1;
    while (bytes[last] == 0) {
      last--;
    }
    return last;
  }

  private static int jobsAfterRecovery(SimulatedDisk disk) throws IOException {
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    jobs.checkBodies();
    int count = jobs.ids().size();
    disk.killProcess();
    jobs.closeQuietly();
    return count;
  }

  @Test
  void tornTailIsCutOffAtEveryByteOfTheLastBatch() throws IOException {
    String name = usedSegment(killedAfter(2));
    byte[] whole = killedAfter(3).contents(name);
    int batchStart = endAfter(2);
    int batchEnd = endAfter(3);
    SimulatedDisk disk = killedAfter(3);
    List<String> names = disk.names();
    Map<String, byte[]> files = names.stream().collect(Collectors.toMap(n -> n, disk::contents));
    assertThat(batchEnd - batchStart).isGreaterThan(2 * BODY_BYTES);
    for (int cut = batchStart; cut < batchEnd; cut++) {
      for (boolean zerosFollow : new boolean[] {true, false}) {
        SimulatedDisk torn = new SimulatedDisk(SEED, DISK_BYTES);
        files.forEach(torn::setContents);
        byte[] bytes = Arrays.copyOf(Arrays.copyOf(whole, cut), zerosFollow ? whole.length : cut);
        torn.setContents(name, bytes);
        // The batch ends in zeros: those that follow make it whole again.
        int expected = Arrays.equals(bytes, whole) ? 6 : 4;

        assertThat(jobsAfterRecovery(torn)).as("cut at %s", cut).isEqualTo(expected);
        assertThat(jobsAfterRecovery(torn)).as("again, cut at %s", cut).isEqualTo(expected);
      }
    }
  }

  @Test
  void tornTailIsReported() throws IOException {
    SimulatedDisk disk = killedAfter(3);
    String name = usedSegment(disk);
    byte[] bytes = disk.contents(name);
    int end = lastNonZero(bytes) + 1;
    disk.setContents(name, Arrays.copyOf(bytes, end - 1));

    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);

    assertThat(jobs.report().tornFile()).isEqualTo(name);
    assertThat(jobs.report().tornOffset() + jobs.report().tornBytes()).isEqualTo(end - 1);
    jobs.closeQuietly();
  }

  @Test
  void everyFlippedBitBeforeTheTailIsReportedAndNothingIsSkipped() throws IOException {
    SimulatedDisk intact = killedAfter(3);
    String name = usedSegment(intact);
    byte[] whole = intact.contents(name);
    // Everything up to the last group of batches is known to have been synced.
    int provenEnd = endAfter(2);
    for (int bit = 0; bit < provenEnd * Byte.SIZE; bit += 5) {
      SimulatedDisk disk = new SimulatedDisk(SEED, DISK_BYTES);
      disk.setContents(name, whole);
      disk.flipBit(name, bit);
      assertThatThrownBy(() -> SmallJobs.recover(disk.mount(), OPTIONS))
          .as("bit %s", bit)
          .isInstanceOfSatisfying(
              JournalDamagedException.class, damage -> assertThat(damage.file()).isEqualTo(name));
      assertThat(disk.contents(name)).as("the file is left alone").isNotEqualTo(whole);
    }
  }

  @Test
  void everyFlippedBitOfAClosedFolderIsFoundByVerifyAndMendedByRepair() throws IOException {
    SimulatedDisk closed = closedFolder();
    String name = usedSegment(closed);
    Map<String, byte[]> files = filesOf(closed);
    int bytes = closed.contents(name).length;
    for (int bit = 0; bit < bytes * Byte.SIZE; bit += 11) {
      SimulatedDisk disk = new SimulatedDisk(SEED, DISK_BYTES);
      files.forEach(disk::setContents);
      disk.flipBit(name, bit);

      JournalInspection found = JournalInspector.verify(disk.mount());
      assertThat(found.problems()).as("bit %s", bit).isNotEmpty();
      JournalInspector.repair(disk.mount());

      boolean unreadable =
          found.problems().stream()
              .anyMatch(problem -> problem.kind() == JournalProblem.Kind.UNREADABLE);
      if (!unreadable) {
        assertThat(JournalInspector.verify(disk.mount()).hasDamage()).as("bit %s", bit).isFalse();
        assertThat(jobsAfterRecovery(disk)).as("bit %s", bit).isBetween(6, 8);
      }
    }
  }

  private static SimulatedDisk closedFolder() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED, DISK_BYTES);
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    for (int i = 0; i < 8; i++) {
      jobs.put(body(i));
      commit(jobs);
    }
    jobs.journal().close();
    return disk;
  }

  private static Map<String, byte[]> filesOf(SimulatedDisk disk) {
    return disk.names().stream().collect(Collectors.toMap(name -> name, disk::contents));
  }

  @Test
  void aMissingSegmentIsReported() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED, DISK_BYTES);
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    for (int i = 0; i < 400; i++) {
      jobs.put(body(i));
      commit(jobs);
    }
    jobs.journal().close();
    List<String> segments = disk.names().stream().filter(name -> name.endsWith(".seg")).toList();
    assertThat(segments).hasSizeGreaterThan(3);
    SimulatedDisk holed = new SimulatedDisk(SEED, DISK_BYTES);
    filesOf(disk)
        .forEach((name, bytes) -> {
          if (!name.equals(segments.get(1))) {
            holed.setContents(name, bytes);
          }
        });

    assertThatThrownBy(() -> SmallJobs.recover(holed.mount(), OPTIONS))
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining(segments.get(1));

    JournalInspector.repair(holed.mount());
    assertThat(jobsAfterRecovery(holed)).isBetween(250, 399);
  }

  @ParameterizedTest(name = "{0} at any change")
  @EnumSource(Fault.class)
  void aFailedCallIsNeverConfirmedAndLosesNothing(Fault fault) throws IOException {
    for (int at = 1; at <= 200; at++) {
      SimulatedDisk disk = new SimulatedDisk(SEED, DISK_BYTES);
      disk.failAt(at, fault);
      List<SmallJobs.State> possible = liveUntilFailure(disk);
      disk.killProcess();

      SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
      SmallJobs.State found = jobs.state();
      assertThat(possible)
          .as("%s at change %s", fault, at)
          .anyMatch(state -> state.isSameAs(found));
      jobs.checkBodies();
      disk.losePower();
      jobs.closeQuietly();

      SmallJobs again = SmallJobs.recover(disk.mount(), OPTIONS);
      assertThat(again.state()).as("what was found stays").matches(found::isSameAs);
      again.journal().close();
    }
  }

  /** Works until the journal dies or the work is done. Returns the states that may be found. */
  private static List<SmallJobs.State> liveUntilFailure(SimulatedDisk disk) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<SmallJobs.State> states = new ArrayList<>(List.of(new SmallJobs.State(Map.of(), 0)));
    SmallJobs jobs;
    try {
      jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    } catch (IOException e) {
      return states;
    }
    int confirmed = 0;
    try {
      for (int i = 0; i < 300; i++) {
        jobs.anyCommand(random, 2 * BODY_BYTES);
        long position = jobs.journal().commit();
        states.add(jobs.state());
        jobs.threads.runAll();
        confirmed = jobs.journal().durablePosition() >= position ? states.size() - 1 : confirmed;
        if (i % 20 == 0) {
          jobs.settle();
        }
      }
    } catch (JournalFailedException e) {
      long durable = jobs.journal().durablePosition();
      jobs.threads.passTime();
      assertThat(jobs.failures).hasSize(1);
      assertThat(jobs.journal().durablePosition()).isEqualTo(durable);
    }
    jobs.closeQuietly();
    return states.subList(confirmed, states.size());
  }

  @Test
  void hintsAndSegmentsTellTheSame() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    SimulatedDisk disk = new SimulatedDisk(SEED, DISK_BYTES);
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    for (int i = 0; i < 500; i++) {
      jobs.anyCommand(random, BODY_BYTES);
      commit(jobs);
    }
    jobs.journal().close();
    SimulatedDisk withoutHints = new SimulatedDisk(SEED, DISK_BYTES);
    SimulatedDisk withBrokenHints = new SimulatedDisk(SEED, DISK_BYTES);
    filesOf(disk)
        .forEach((name, bytes) -> {
          withBrokenHints.setContents(name, bytes);
          if (name.endsWith(".hint")) {
            withBrokenHints.flipBit(name, random.nextInt(bytes.length * Byte.SIZE));
          } else {
            withoutHints.setContents(name, bytes);
          }
        });

    SmallJobs byHints = SmallJobs.recover(disk.mount(), OPTIONS);
    SmallJobs byScan = SmallJobs.recover(withoutHints.mount(), OPTIONS);
    SmallJobs bySecondChoice = SmallJobs.recover(withBrokenHints.mount(), OPTIONS);

    assertThat(byHints.report().hints()).isEqualTo(byHints.report().segments()).isGreaterThan(2);
    assertThat(byScan.report().hints()).isZero();
    assertThat(bySecondChoice.report().hints()).isZero();
    assertThat(byScan.state()).isEqualTo(byHints.state());
    assertThat(bySecondChoice.state()).isEqualTo(byHints.state());
    assertThat(byScan.journal().stats())
        .usingRecursiveComparison()
        .isEqualTo(byHints.journal().stats());
    byHints.journal().close();
    byScan.journal().close();
    bySecondChoice.journal().close();
  }
}
