package io.haulm.journal;

import static io.haulm.journal.RecordingOwner.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.journal.disk.FolderDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    owner.attach(journal);
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
}
