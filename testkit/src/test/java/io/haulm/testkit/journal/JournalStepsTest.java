package io.haulm.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.journal.JournalFailedException;
import io.haulm.journal.JournalOptions;
import io.haulm.testkit.disk.SimulatedDisk;
import io.haulm.testkit.disk.SimulatedDisk.Fault;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What depends on who runs first, with every turn of the journal's threads chosen by the test. */
@SuppressWarnings("NullAway.Init") // set by open, before each test
class JournalStepsTest {
  private static final long SEED = 3;
  private static final int SEGMENT_BYTES = 8 * 1024;
  private static final int CONGESTED_BYTES = 32 * 1024;
  private static final byte[] BODY = new byte[1000];

  private final SimulatedDisk disk = new SimulatedDisk(SEED, 1 << 30);
  private SmallJobs jobs;

  @BeforeEach
  void open() throws IOException {
    jobs =
        SmallJobs.recover(
            disk.mount(),
            JournalOptions.defaults()
                .withSegmentBytes(SEGMENT_BYTES)
                .withCongestedBytes(CONGESTED_BYTES)
                .withChunkBytes(JournalOptions.CHUNK_BYTES_MIN)
                .withRandom(() -> new SplittableRandom(SEED)));
  }

  @AfterEach
  void close() {
    jobs.closeQuietly();
  }

  @Test
  void aCommitIsDurableOnlyAfterTheWritersTurn() {
    jobs.put(BODY);
    long position = jobs.journal().commit();
    assertThat(jobs.journal().durablePosition()).isLessThan(position);

    jobs.threads.run("writer");

    assertThat(jobs.journal().durablePosition()).isEqualTo(position);
  }

  @Test
  void commitsThatGatherDuringOneSyncShareTheNext() {
    long before = disk.changes();
    long last = 0;
    for (int i = 0; i < 5; i++) {
      jobs.put(new byte[10]);
      last = jobs.journal().commit();
    }

    jobs.threads.run("writer");

    assertThat(jobs.journal().durablePosition()).isEqualTo(last);
    assertThat(disk.changes() - before).as("one write and one sync").isEqualTo(2);
  }

  @Test
  void anEmptyCommitWaitsForWhatCameBefore() {
    jobs.put(BODY);
    long position = jobs.journal().commit();
    assertThat(jobs.journal().commit()).isEqualTo(position);
  }

  @Test
  void isCongestedUntilTheWriterCatchesUp() {
    while (!jobs.journal().isCongested()) {
      jobs.put(BODY);
      jobs.journal().commit();
    }
    assertThat(jobs.ids().size() * BODY.length).isGreaterThan(CONGESTED_BYTES - BODY.length * 2);

    jobs.threads.run("writer");

    assertThat(jobs.journal().isCongested()).isFalse();
  }

  @Test
  void theOwnerNeverWaitsForASegmentThatIsNotReady() {
    for (int i = 0; i < 100; i++) {
      jobs.put(BODY);
      jobs.journal().commit();
      jobs.threads.run("writer");
    }
    assertThat(jobs.journal().stats().activeSegment()).isEqualTo(1);

    jobs.threads.run("maintenance");
    jobs.put(BODY);

    assertThat(jobs.journal().stats().activeSegment()).isEqualTo(2);
  }

  @Test
  void aBodyInADroppedSegmentIsReadToTheEnd() {
    jobs.put(BODY);
    CompletableFuture<byte[]> unsynced =
        jobs.journal().readBody(jobs.put(BODY)); // held in memory until it is read
    settleAfterCommit();
    long position = jobs.put(BODY);
    settleAfterCommit();
    CompletableFuture<byte[]> early = jobs.journal().readBody(position);
    jobs.ids().forEach(jobs::delete);
    for (int i = 0; i < 100; i++) {
      jobs.put(BODY);
      jobs.delete(jobs.ids().getFirst());
      settleAfterCommit();
    }
    assertThat(jobs.journal().stats().oldestSegment()).isGreaterThan(1);
    assertThat(disk.names()).contains("haulm-0000000001.seg");

    jobs.threads.runReads();
    settleAfterCommit();

    assertThat(unsynced.join()).isEqualTo(BODY);
    assertThat(early.join()).isEqualTo(BODY);
    assertThat(disk.names()).doesNotContain("haulm-0000000001.seg");
    CompletableFuture<byte[]> late = jobs.journal().readBody(position);
    jobs.threads.runReads();
    assertThat(late).isCompletedExceptionally();
  }

  private void settleAfterCommit() {
    jobs.journal().commit();
    jobs.settle();
  }

  @Test
  void afterAFailedSyncNothingIsWrittenOrConfirmed() {
    jobs.put(BODY);
    jobs.journal().commit();
    disk.failAt(disk.changes() + 2, Fault.IO_ERROR);
    jobs.threads.run("writer");
    long changes = disk.changes();
    long durable = jobs.journal().durablePosition();

    jobs.threads.passTime();

    assertThat(jobs.failures).hasSize(1);
    assertThat(disk.changes()).isEqualTo(changes);
    assertThat(jobs.journal().durablePosition()).isEqualTo(durable);
    assertThatThrownBy(() -> jobs.put(BODY)).isInstanceOf(JournalFailedException.class);
    assertThatThrownBy(() -> jobs.journal().commit()).isInstanceOf(JournalFailedException.class);
    assertThatThrownBy(() -> jobs.journal().close()).isInstanceOf(IOException.class);
  }

  @Test
  void aSegmentThatCannotBeMadeIsNoFailure() {
    disk.failAt(disk.changes() + 1, Fault.NO_SPACE);
    jobs.threads.run("maintenance");
    assertThat(jobs.troubles).hasSize(1);

    jobs.put(BODY);
    settleAfterCommit();

    assertThat(jobs.failures).isEmpty();
    assertThat(disk.names()).contains("haulm-0000000002.seg");
  }
}
