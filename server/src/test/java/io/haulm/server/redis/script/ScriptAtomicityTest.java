package io.haulm.server.redis.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceClient;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.server.redis.script.lua.Limits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A script is one command to everybody else. */
class ScriptAtomicityTest {
  private final Scripts scripts = new Scripts();

  @Test
  void whoWaitsIsServedWhenTheScriptHasEnded() {
    TextSink waiting = blockedOn("queue");

    String popped =
        scripts.eval(
            """
            redis.call('RPUSH', 'queue', 'first', 'second')
            return redis.call('LPOP', 'queue')
            """);

    assertThat(popped).isEqualTo("\"first\"");
    assertThat(waiting.take()).isEqualTo("[\"queue\" \"second\"]");
  }

  @Test
  void whatAScriptTakesBackWakesNobody() {
    TextSink waiting = blockedOn("queue");

    scripts.eval("redis.call('RPUSH', 'queue', 'a') redis.call('DEL', 'queue')");
    scripts.run("RPUSH", "queue", "b");

    assertThat(waiting.take()).isEqualTo("[\"queue\" \"b\"]");
  }

  @Test
  void whatWouldWaitAnswersAtOnce() {
    assertThat(scripts.eval("return redis.call('BLPOP', 'empty', 0)")).isEqualTo("_");
  }

  @Test
  void whatWasWrittenBeforeAnErrorStays() {
    assertThat(scripts.eval("redis.call('SET', 'a', 1) error('x')")).startsWith("-ERR user_script");

    assertThat(scripts.run("GET", "a")).isEqualTo("\"1\"");
  }

  @Test
  void aScriptIsAPartOfATransaction() {
    scripts.run("MULTI");
    scripts.run("SET", "a", "1");
    scripts.run("EVAL", "return redis.call('GET', 'a') + 1", "0");

    assertThat(scripts.run("EXEC")).isEqualTo("[+OK :2]");
  }

  @Test
  void aCommandIsNotCutInItsMiddleByTheLimitOfMemory() {
    Scripts tight = new Scripts(new Limits(60_000, 1 << 20, 1 << 20), false);
    String large = "x".repeat(100_000);
    for (int i = 0; i < 20; i++) {
      tight.run("RPUSH", "list", large);
    }

    assertThat(tight.eval("return redis.call('LPOP', 'list', 20)"))
        .contains("it made more than 1 MiB")
        .endsWith("What it had written before stays.");

    assertThat(tight.run("EXISTS", "list")).isEqualTo(":0");
  }

  private TextSink blockedOn(String key) {
    TextSink sink = new TextSink(false);
    KeyspaceClient client =
        scripts.keyspace.connect(
            new KeyspaceClient.Owner() {
              @Override
              public ReplySink replies() {
                return sink;
              }

              @Override
              public void unblocked() {}
            });
    byte[][] argv = {bytes("BLPOP"), bytes(key), bytes("0")};
    scripts.keyspace.submit(1_000_000, client, argv);
    assertThat(client.isBlocked()).isTrue();
    return sink;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
