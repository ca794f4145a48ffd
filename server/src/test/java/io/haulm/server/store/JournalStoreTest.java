package io.haulm.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.Command;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.JobState;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import io.haulm.journal.ArrayReceiver;
import io.haulm.journal.JournalOptions;
import io.haulm.journal.JournalStats;
import io.haulm.journal.disk.FolderLockedException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStoreTest {
  private static final EngineOptions ENGINE_OPTIONS = new EngineOptions(1 << 20, true);
  private static final long SECOND = 1000;

  @TempDir private Path folder;

  /** What the journal wants done on the engine's thread, which is the thread of the test. */
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  private long nowMillis = 1_800_000_000_000L;
  private JournalStore store;
  private Session session;

  @BeforeEach
  void open() throws Exception {
    store = openStore(JournalOptions.defaults());
    session = store.engine().connect("test");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void everyStateOfAJobComesBackAfterARestart() throws Exception {
    put("ready", 0);
    put("delayed", 60 * SECOND);
    put("buried", 0);
    apply(new Command.ReserveJob(session, 3));
    apply(new Command.Bury(session, 3, 5));
    put("deleted", 0);
    apply(new Command.Delete(session, 4));
    put("reserved", 0);
    apply(new Command.ReserveJob(session, 5));

    restart();

    assertThat(stateOf(1)).isEqualTo(JobState.READY);
    assertThat(stateOf(2)).isEqualTo(JobState.DELAYED);
    assertThat(stateOf(3)).isEqualTo(JobState.BURIED);
    assertThat(apply(new Command.StatsJob(session, 4))).isEqualTo(Reply.Plain.NOT_FOUND);
    assertThat(stateOf(5)).isEqualTo(JobState.READY);
    assertThat(bodyOf(3)).isEqualTo("buried");
    assertThat(put("next", 0)).isEqualTo(new Reply.Inserted(6));
  }

  @Test
  void anIdIsNotGivenOutTwiceAlsoWhenAllJobsAreGone() throws Exception {
    put("only", 0);
    apply(new Command.Delete(session, 1));

    restart();
    restart();

    assertThat(put("next", 0)).isEqualTo(new Reply.Inserted(2));
  }

  @Test
  void aPauseComesBack() throws Exception {
    apply(new Command.PauseTube(session, "default", 60 * SECOND));

    nowMillis += 20 * SECOND;
    restart();

    Reply.TubeStats stats = (Reply.TubeStats) apply(new Command.StatsTube(session, "default"));
    assertThat(stats.pauseLeftMillis()).isEqualTo(40 * SECOND);
  }

  @Test
  void longLivedJobsSurviveWhileMillionsOfBytesGoBy() throws Exception {
    store.close();
    int segmentBytes = 64 * 1024;
    store = openStore(JournalOptions.defaults().withSegmentBytes(segmentBytes));
    session = store.engine().connect("test");
    for (int i = 0; i < 50; i++) {
      put("keep " + i, 0);
    }
    String body = "x".repeat(1000);
    for (int i = 0; i < 5_000; i++) {
      Reply.Inserted job = (Reply.Inserted) put(body, 0);
      apply(new Command.Delete(session, job.jobId()));
      // A client would wait for its reply, too.
      awaitDurable();
      runTasks();
    }
    awaitCleaned(6L * segmentBytes);

    restart(JournalOptions.defaults().withSegmentBytes(segmentBytes));

    for (int i = 0; i < 50; i++) {
      assertThat(bodyOf(i + 1)).isEqualTo("keep " + i);
    }
  }

  @Test
  void aFolderHasOneOwner() {
    assertThatThrownBy(() -> openStore(JournalOptions.defaults()))
        .isInstanceOf(FolderLockedException.class);
  }

  private JournalStore openStore(JournalOptions options) throws Exception {
    JournalListener listener =
        new JournalListener() {
          @Override
          public void durable(long position) {
            tasks.add(() -> {});
          }

          @Override
          public void failed(Throwable cause) {
            tasks.add(() -> {
              throw new AssertionError("the journal failed", cause);
            });
          }

          @Override
          public void troubled(String work, Throwable cause) {
            failed(cause);
          }
        };
    return JournalStore.open(
        folder, options, ENGINE_OPTIONS, _ -> {}, () -> nowMillis, listener, tasks::add);
  }

  private void restart() throws Exception {
    restart(JournalOptions.defaults());
  }

  private void restart(JournalOptions options) throws Exception {
    store.close();
    store = openStore(options);
    session = store.engine().connect("test");
  }

  private Reply put(String body, long delayMillis) {
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    apply(new Command.BeginPut(session, 100, delayMillis, 60 * SECOND));
    long ref = store.engine().bodies().store(MemorySegment.ofArray(bytes), 0, bytes.length);
    return apply(new Command.EndPut(session, ref, bytes.length));
  }

  private Reply apply(Command command) {
    Reply reply = store.engine().apply(nowMillis, command);
    store.commit();
    return reply;
  }

  private JobState stateOf(long jobId) {
    return ((Reply.JobStats) apply(new Command.StatsJob(session, jobId))).state();
  }

  private String bodyOf(long jobId) throws Exception {
    Reply.Found found = (Reply.Found) apply(new Command.Peek(session, jobId));
    if (found.body().isResident()) {
      MemorySegment piece =
          store.engine().bodies().piece(found.body().ref(), found.body().bytes(), 0);
      byte[] bytes = new byte[found.body().bytes()];
      MemorySegment.ofArray(bytes).copyFrom(piece.asSlice(0, bytes.length));
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    ArrayReceiver gathered = new ArrayReceiver();
    store.readBody(found.body().position(), gathered);
    return new String(gathered.result().get(10, TimeUnit.SECONDS), StandardCharsets.US_ASCII);
  }

  private void awaitDurable() throws InterruptedException {
    long position = store.commit();
    while (store.durablePosition() < position) {
      runOneTask();
    }
  }

  private void awaitCleaned(long bytes) throws InterruptedException {
    JournalStats stats = store.journalStats();
    while (stats.totalBytes() > bytes) {
      runOneTask();
      stats = store.journalStats();
    }
    assertThat(stats.relocatedRecords()).isPositive();
  }

  private void runOneTask() throws InterruptedException {
    Runnable task = tasks.poll(10, TimeUnit.SECONDS);
    assertThat(task).as("the journal goes on").isNotNull();
    task.run();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
