package io.haulm.engine.keyspace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands on one stream, compared with {@link StreamModel} one by one. */
class StreamWalkTest {
  private static final int STEPS = 4000;
  private static final String[] CONSUMERS = {"alice", "bob", "carol"};

  private final KeyspaceFixture keyspace = new KeyspaceFixture();
  private final StreamModel model = new StreamModel();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theStreamIsWhatTheModelSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    keyspace.run("XGROUP CREATE s g 0 MKSTREAM");
    for (int i = 0; i < STEPS; i++) {
      step(random);
    }
    check(keyspace);
    KeyspaceFixture restarted = keyspace.restarted();
    check(restarted);
    assertThat(restarted.run("XINFO GROUPS s")).isEqualTo(keyspace.run("XINFO GROUPS s"));
  }

  private void check(KeyspaceFixture checked) {
    assertThat(checked.run("XRANGE s - +")).isEqualTo(model.range(0, Long.MAX_VALUE, 1_000_000));
    assertThat(checked.run("XLEN s")).isEqualTo(String.valueOf(model.entries.size()));
    assertThat(checked.run("XPENDING s g - + 1000000")).isEqualTo(model.allPending(checked.now));
  }

  private void step(SplittableRandom random) {
    keyspace.now += random.nextInt(3);
    String consumer = CONSUMERS[random.nextInt(CONSUMERS.length)];
    long id = random.nextLong(Math.max(1, model.lastId - 200), model.lastId + 2);
    int count = random.nextInt(1, 12);
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> add(random);
      case 8 -> same("XDEL s " + id, model.entries.remove(id) == null ? 0 : 1);
      case 9 -> {
        int lengthMax = random.nextInt(300);
        same("XTRIM s MAXLEN " + lengthMax, model.trim(lengthMax));
      }
      case 10, 11, 12, 13 ->
          same(
              "XREADGROUP GROUP g " + consumer + " COUNT " + count + " STREAMS s >",
              model.readNew(consumer, keyspace.now, count));
      case 14, 15 ->
          same(
              "XREADGROUP GROUP g " + consumer + " COUNT " + count + " STREAMS s " + id,
              model.readHistory(consumer, id, keyspace.now, count));
      case 16, 17, 18 -> same("XACK s g " + id, model.pending.remove(id) == null ? 0 : 1);
      case 19, 20 -> {
        int idleMillis = random.nextInt(100);
        same(
            "XCLAIM s g " + consumer + " " + idleMillis + " " + id,
            model.claim(consumer, id, idleMillis, keyspace.now));
      }
      case 21 -> same("XRANGE s " + id + " + COUNT " + count, model.range(id, 1L << 40, count));
      case 22 -> same("XREVRANGE s " + id + " - COUNT " + count, model.rangeBack(0, id, count));
      default -> rare(random, consumer, id);
    }
  }

  private void add(SplittableRandom random) {
    long id = model.lastId + random.nextInt(1, 4);
    String value = "v".repeat(random.nextInt(random.nextInt(20) == 0 ? 6000 : 150));
    model.add(id, value);
    same("XADD s " + id + " a \"" + value + "\"", "\"" + id + "-0\"");
  }

  private void rare(SplittableRandom random, String consumer, long id) {
    switch (random.nextInt(3)) {
      case 0 -> {
        model.lastDelivered = id;
        same("XGROUP SETID s g " + id, "OK");
      }
      case 1 -> same("XGROUP DELCONSUMER s g " + consumer, model.dropConsumer(consumer));
      default ->
          same(
              "XGROUP DELCONSUMER s g " + consumer + " HANDOVER dora",
              model.handOver(consumer, "dora"));
    }
  }

  private void same(String command, Object reply) {
    assertThat(keyspace.run(command)).as(command).isEqualTo(reply.toString());
  }
}
