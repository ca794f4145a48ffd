package io.haulm.journal;

import static io.haulm.journal.RecordingOwner.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.journal.disk.FolderDisk;
import io.haulm.journal.disk.FolderLockedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set by reopen, before each test
class JournalTest {
  private static final int SEGMENT_BYTES = 64 * 1024;

  @TempDir Path folder;
  private RecordingOwner owner;
  private Journal journal;
  private RecoveryReport report;

  @BeforeEach
  void openFirst() throws IOException {
    reopen();
  }

  private void reopen() throws IOException {
    reopen(JournalOptions.defaults().withSegmentBytes(SEGMENT_BYTES));
  }

  private void reopen(JournalOptions options) throws IOException {
    owner = new RecordingOwner();
    journal = Journal.open(new FolderDisk(folder), options, owner, new PlatformThreads());
    report = journal.recover();
  }

  private void awaitDurable(long position) throws InterruptedException {
    owner.await(() -> journal.durablePosition() >= position);
  }

  private long put(String head, String body) {
    return journal.append(bytes(head), RecordBody.of(bytes(body)), false);
  }

  @Test
  void whatWasCommittedComesBackInOrder() throws Exception {
    long first = put("put 1", "hello");
    long second = journal.append(bytes("delete 1"), true);
    awaitDurable(journal.commit());
    journal.close();

    reopen();

    assertThat(owner.recovered)
        .containsExactly(
            new RecordingOwner.Recovered(first, "put 1", 5),
            new RecordingOwner.Recovered(second, "delete 1", JournalOwner.NO_BODY));
    assertThat(report.hasTornTail()).isFalse();
    journal.close();
  }

  @Test
  void bodyIsReadFromMemoryAndFromDisk() throws Exception {
    long position = put("put 1", "hello");
    assertThat(journal.readBody(position).get())
        .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));

    awaitDurable(journal.commit());
    assertThat(journal.readBody(position).get())
        .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    journal.close();

    reopen();
    assertThat(journal.readBody(position).get())
        .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    journal.close();
  }

  @Test
  void aSecondOwnerIsToldWhoHasTheFolder() throws IOException {
    assertThatThrownBy(this::reopen)
        .isInstanceOfSatisfying(
            FolderLockedException.class,
            locked -> assertThat(locked.pid()).isEqualTo(ProcessHandle.current().pid()));
    journal.close();

    reopen();
    journal.close();
  }

  @Test
  void anotherProcessIsToldWhoHasTheFolder() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                FolderOpener.class.getName(),
                folder.toString())
            .start();
    String told = new String(other.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(told)
        .contains(FolderLockedException.class.getName())
        .contains("in use by process " + ProcessHandle.current().pid());
    assertThat(other.waitFor()).isNotZero();
    // The failed attempt of the other process has not taken the lock away.
    assertThatThrownBy(this::reopen).isInstanceOf(FolderLockedException.class);
    journal.close();
  }

  @Test
  void intervalSyncsAlsoAfterTheLastWrite() throws Exception {
    journal.close();
    reopen(JournalOptions.defaults().withSyncPolicy(new SyncPolicy.Interval(1)));
    put("put 1", "hello");

    long position = journal.commit();

    assertThat(journal.durablePosition()).isEqualTo(position);
    owner.await(() -> journal.stats().syncs() > 0);
    journal.close();
  }

  @Test
  void manyCommitsAreAllSyncedAndTheSyncsCounted() throws Exception {
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      put("put " + i, "hello");
      last = journal.commit();
    }
    awaitDurable(last);

    JournalStats stats = journal.stats();
    // How many share one depends on the disk, and on when the threads run.
    assertThat(stats.syncs()).isPositive();
    // A sync is counted just before its duration is.
    assertThat(Arrays.stream(stats.syncCounts()).sum())
        .isBetween(stats.syncs() - 1, stats.syncs() + 1);
    journal.close();
    reopen();
    assertThat(owner.recovered).hasSize(10_000);
    assertThat(report.hints()).isEqualTo(report.segments());
    journal.close();
  }

  @Test
  void longBodyIsKeptAndReadInPieces() throws Exception {
    byte[] body = new byte[5 << 20];
    new SplittableRandom(1).nextBytes(body);
    put("put 1", "short");
    awaitDurable(journal.commit());
    long position =
        journal.append(bytes("put 2"), RecordBody.of(MemorySegment.ofArray(body)), false);
    assertThat(journal.readBody(position).get()).isEqualTo(body);
    awaitDurable(journal.commit());
    put("put 3", "short");
    journal.close();

    reopen();

    assertThat(owner.heads()).containsExactly("put 1", "put 2", "put 3");
    assertThat(journal.readBody(position).get()).isEqualTo(body);
    journal.close();
  }

  @Test
  void emptyBodyIsABody() throws Exception {
    long position = put("put 1", "");
    assertThat(journal.readBody(position).get()).isEmpty();
    journal.close();

    reopen();

    assertThat(owner.recovered).containsExactly(new RecordingOwner.Recovered(position, "put 1", 0));
    assertThat(journal.readBody(position).get()).isEmpty();
    journal.close();
  }

  @Test
  void theOwnersFactsStandFirstInEachSegment() throws Exception {
    owner.onSegmentBegun = () -> journal.append(bytes("facts"), true);
    for (int i = 0; i < 2_000; i++) {
      put("put " + i, "x".repeat(100));
      awaitDurable(journal.commit());
    }
    journal.close();

    reopen();

    int segment = 0;
    for (RecordingOwner.Recovered record : owner.recovered) {
      boolean isFirst = Position.segment(record.position()) != segment;
      segment = Position.segment(record.position());
      assertThat(record.head().equals("facts")).isEqualTo(isFirst);
    }
    assertThat(report.segments()).isGreaterThan(2);
    journal.close();
  }

  @Test
  void longestHeadFitsAndOneByteMoreDoesNot() throws Exception {
    String longest = "x".repeat(Journal.HEAD_BYTES_MAX);
    journal.append(bytes(longest), false);
    assertThatThrownBy(() -> journal.append(bytes(longest + "x"), false))
        .isInstanceOf(IllegalArgumentException.class);
    journal.close();

    reopen();
    assertThat(owner.heads()).containsExactly(longest);
    journal.close();
  }

  @Test
  void bodyOneByteBeyondTheMaximumIsRefused() throws Exception {
    RecordBody tooLong =
        new RecordBody() {
          @Override
          public long bytes() {
            return RecordBody.BYTES_MAX + 1;
          }

          @Override
          public int pieces() {
            return 0;
          }

          @Override
          public MemorySegment piece(int index) {
            return MemorySegment.NULL;
          }
        };
    assertThatThrownBy(() -> journal.append(bytes("put 1"), tooLong, true))
        .isInstanceOf(IllegalArgumentException.class);
    journal.close();
  }

  @Test
  void nothingIsTakenAfterClose() throws Exception {
    journal.close();
    assertThatThrownBy(() -> put("put 1", "hello")).isInstanceOf(JournalFailedException.class);
    assertThatThrownBy(journal::commit).isInstanceOf(JournalFailedException.class);
  }

  @Test
  void aReadBeyondWhatIsThereFails() throws Exception {
    long position = put("put 1", "hello");
    awaitDurable(journal.commit());
    assertThat(journal.readBody(position + 1))
        .failsWithin(Duration.ofSeconds(RecordingOwner.WAIT_SECONDS));
    assertThat(journal.readBody(Position.of(77, 64)))
        .failsWithin(Duration.ofSeconds(RecordingOwner.WAIT_SECONDS));
    journal.close();
  }

  @Test
  void aFolderThatWasNeverWrittenToHoldsNothingAfterClose() throws Exception {
    journal.close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactly(FileNames.LOCK);
    }
  }

  @Test
  void cleaningWithRealThreadsKeepsWhatLivesAndNothingElse() throws Exception {
    SortedMap<Long, String> live = new TreeMap<>();
    owner.onRelocate =
        (position, head, body) -> {
          if (live.remove(position) != null) {
            live.put(journal.append(bytes(head), body, true), head);
            journal.forget(position, body.bytes());
          }
          return true;
        };
    String body = "x".repeat(200);
    long last = 0;
    for (int i = 0; i < 20_000; i++) {
      live.put(put("put " + i, body), "put " + i);
      if (i % 100 != 0) {
        long position = live.lastKey();
        live.remove(position);
        journal.forget(position, body.length());
      }
      last = journal.commit();
      owner.runTasks();
    }
    awaitDurable(last);
    owner.await(
        () -> journal.stats().totalBytes() <= 2 * journal.stats().liveBytes() + 3 * SEGMENT_BYTES);
    assertThat(live).hasSize(200);
    for (Map.Entry<Long, String> job : live.entrySet()) {
      assertThat(journal.readBody(job.getKey()).get()).hasSize(body.length());
    }
    assertThat(owner.troubles).isEmpty();
    journal.close();

    reopen();
    assertThat(owner.heads()).containsAll(live.values());
    journal.close();
  }
}
