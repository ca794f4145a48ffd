package io.haulm.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.EngineOptions;
import io.haulm.engine.keyspace.KeyspaceClient;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.journal.JournalOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keyspace on disk: what comes back, and what cleaning does to it. */
class KeyspaceStoreTest implements KeyspaceClient.Owner {
  private static final EngineOptions ENGINE_OPTIONS = new EngineOptions(1 << 20, true);
  private static final int SEGMENT_BYTES = 64 * 1024;

  @TempDir private Path folder;

  /** What the journal wants done on the engine's thread, which is the thread of the test. */
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  private final TextSink sink = new TextSink();
  private long nowMillis = 1_800_000_000_000L;
  private JournalStore store;
  private KeyspaceClient client;

  @BeforeEach
  void open() throws Exception {
    store =
        JournalStore.open(
            folder,
            JournalOptions.defaults().withSegmentBytes(SEGMENT_BYTES),
            ENGINE_OPTIONS,
            _ -> {},
            () -> nowMillis,
            new Listener(),
            tasks::add);
    client = store.engine().keyspace().connect(this);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void aValueComesBackAsItWasLast() throws Exception {
    run("SET", "a", "1");
    run("SET", "a", "2");
    run("SET", "gone", "x");
    run("DEL", "gone");

    restart();

    assertThat(run("GET", "a")).isEqualTo("2");
    assertThat(run("EXISTS", "gone")).isEqualTo("0");
  }

  @Test
  void whatIsTooLongForAHeadLiesInABody() throws Exception {
    String value = "v".repeat(1 << 20);
    String name = "n".repeat(20_000);
    run("SET", "long value", value);
    run("SET", name, "short");

    restart();
    restart();

    assertThat(run("GET", "long value")).isEqualTo(value);
    assertThat(run("GET", name)).isEqualTo("short");
  }

  @Test
  void keysSurviveWhileMillionsOfBytesGoBy() throws Exception {
    String large = "x".repeat(30_000);
    for (int i = 0; i < 20; i++) {
      run("SET", "keep " + i, "small " + i);
      run("SET", "large " + i, large + i);
    }
    for (int i = 0; i < 3_000; i++) {
      run("SET", "busy", "y".repeat(2_000) + i);
    }
    awaitCleaned(2_000_000);

    restart();

    for (int i = 0; i < 20; i++) {
      assertThat(run("GET", "keep " + i)).isEqualTo("small " + i);
      assertThat(run("GET", "large " + i)).isEqualTo(large + i);
    }
    assertThat(run("GET", "busy")).endsWith("y2999");
  }

  @Test
  void largeListsAndHashesAreWrittenAnewWhileTheyChange() throws Exception {
    String padding = "x".repeat(20_000);
    for (int i = 0; i < 30; i++) {
      run("RPUSH", "list", "a" + i, "b" + i, "c" + i + padding);
      run("HSET", "hash", "a" + i, "1", "b" + i, "2", "c" + i, padding);
    }
    run("HEXPIRE", "hash", "1000", "FIELDS", "1", "a7");
    for (int i = 0; i < 300; i++) {
      run("LMOVE", "list", "list", "LEFT", "RIGHT");
      run("HSET", "hash", "counter", "counted " + i, "large", padding);
    }
    String list = run("LRANGE", "list", "0", "-1");
    awaitCleaned(4_000_000);

    restart();

    assertThat(run("LRANGE", "list", "0", "-1")).isEqualTo(list);
    assertThat(run("HLEN", "hash")).isEqualTo("92");
    assertThat(run("HGET", "hash", "counter")).isEqualTo("counted 299");
    assertThat(run("HTTL", "hash", "FIELDS", "1", "a7")).isEqualTo("*1 1000");
  }

  @Test
  void anIdOfAKeyIsNotGivenOutTwice() throws Exception {
    run("SET", "a", "1");
    run("DEL", "a");
    restart();
    run("SET", "b", "2");

    restart();

    assertThat(run("GET", "b")).isEqualTo("2");
    assertThat(run("EXISTS", "a")).isEqualTo("0");
  }

  private String run(String... words) throws Exception {
    byte[][] argv =
        Arrays.stream(words)
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    store.engine().keyspace().submit(nowMillis, client, argv);
    long position = store.commit();
    while (store.durablePosition() < position) {
      runTask();
    }
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    return sink.take();
  }

  private void awaitCleaned(long bytesMax) throws Exception {
    while (store.journalStats().totalBytes() > bytesMax) {
      runTask();
    }
  }

  private void runTask() throws Exception {
    Runnable task = tasks.poll(1, TimeUnit.MINUTES);
    assertThat(task).as("something the journal wants done").isNotNull();
    task.run();
  }

  private void restart() throws Exception {
    store.close();
    tasks.clear();
    open();
  }

  @Override
  public ReplySink replies() {
    return sink;
  }

  @Override
  public void unblocked() {
    throw new AssertionError("nobody blocks here");
  }

  private final class Listener implements JournalListener {
    @Override
    public void durable(long position) {
      tasks.add(() -> {});
    }

    @Override
    public void failed(Throwable cause) {
      troubled("go on", cause);
    }

    @Override
    public void troubled(String work, Throwable cause) {
      tasks.add(() -> {
        throw new AssertionError("the journal could not " + work, cause);
      });
    }
  }
}
