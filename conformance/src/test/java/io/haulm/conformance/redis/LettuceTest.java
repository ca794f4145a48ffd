package io.haulm.conformance.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.conformance.Polling;
import io.lettuce.core.Consumer;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a Java program with Lettuce does. */
@Tag("conformance")
// Lettuce takes varargs of generic types, which javac cannot call safe.
@SuppressWarnings("unchecked")
class LettuceTest {

  private static RedisServer server;
  private static RedisClient client;

  private StatefulRedisConnection<String, String> connection;
  private RedisCommands<String, String> redis;
  private RedisObserver observer;

  @BeforeAll
  static void start() {
    server = RedisServer.startSubject();
    client = RedisClient.create(RedisURI.create("127.0.0.1", server.address().getPort()));
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    server.close();
  }

  @BeforeEach
  void connect() {
    connection = client.connect();
    redis = connection.sync();
    redis.flushall();
    observer = new RedisObserver(server);
  }

  @AfterEach
  void leave() {
    connection.close();
    observer.close();
  }

  @Test
  void valuesAreKept() {
    assertThat(redis.set("k", "v")).isEqualTo("OK");
    assertThat(redis.mget("k", "none"))
        .containsExactly(KeyValue.just("k", "v"), KeyValue.empty("none"));
    redis.hset("h", Map.of("a", "1", "b", "2"));
    assertThat(redis.hgetall("h")).isEqualTo(Map.of("a", "1", "b", "2"));
    redis.zadd("z", ScoredValue.just(1, "a"), ScoredValue.just(2.5, "b"));
    assertThat(redis.zrangeWithScores("z", 0, -1))
        .containsExactly(ScoredValue.just(1, "a"), ScoredValue.just(2.5, "b"));
    assertThatThrownBy(() -> redis.incr("h"))
        .isInstanceOf(RedisCommandExecutionException.class)
        .hasMessageStartingWith("WRONGTYPE");
  }

  @Test
  void streamsAreReadInGroups() throws Exception {
    String first = redis.xadd("s", Map.of("f", "v"));
    redis.xgroupCreate(StreamOffset.from("s", "0-0"), "g", XGroupCreateArgs.Builder.mkstream());
    assertThat(idsOf(redis.xreadgroup(Consumer.from("g", "c"), StreamOffset.lastConsumed("s"))))
        .containsExactly(first);

    try (var other = client.connect()) {
      Future<List<StreamMessage<String, String>>> blocked =
          other
              .async()
              .xreadgroup(
                  Consumer.from("g", "c"),
                  XReadArgs.Builder.block(0),
                  StreamOffset.lastConsumed("s"));
      observer.awaitBlocked(1);
      String second = redis.xadd("s", Map.of("f", "w"));
      assertThat(idsOf(blocked.get())).containsExactly(second);

      assertThat(redis.xpending("s", "g").getCount()).isEqualTo(2);
      assertThat(redis.xack("s", "g", first)).isEqualTo(1);
      var claim = XAutoClaimArgs.Builder.xautoclaim(Consumer.from("g", "d"), 0, "0-0");
      assertThat(idsOf(redis.xautoclaim("s", claim).getMessages())).containsExactly(second);
    }
  }

  private static List<String> idsOf(List<StreamMessage<String, String>> messages) {
    return messages.stream().map(StreamMessage::getId).toList();
  }

  @Test
  void blockedPopsAreServed() throws Exception {
    try (var other = client.connect()) {
      Future<KeyValue<String, String>> pop = other.async().blpop(0, "l", "m");
      observer.awaitBlocked(1);
      redis.rpush("m", "x");
      assertThat(pop.get()).isEqualTo(KeyValue.just("m", "x"));
      Future<KeyValue<String, ScoredValue<String>>> min = other.async().bzpopmin(0, "z");
      observer.awaitBlocked(1);
      redis.zadd("z", 1.5, "m");
      assertThat(min.get()).isEqualTo(KeyValue.just("z", ScoredValue.just(1.5, "m")));
    }
  }

  @Test
  void messagesAreHeard() {
    var heard = new ConcurrentLinkedQueue<String>();
    try (var listening = client.connectPubSub()) {
      listening.addListener(
          new RedisPubSubAdapter<String, String>() {
            @Override
            public void message(String channel, String message) {
              heard.add(channel + " " + message);
            }

            @Override
            public void message(String pattern, String channel, String message) {
              heard.add(pattern + " " + channel + " " + message);
            }
          });
      listening.sync().subscribe("c");
      listening.sync().psubscribe("p*");
      assertThat(redis.publish("c", "hello")).isEqualTo(1);
      assertThat(redis.publish("pq", "x")).isEqualTo(1);
      Polling.untilTrue(() -> "only " + heard, () -> heard.size() == 2);
    }
    assertThat(heard).containsExactly("c hello", "p* pq x");
  }

  @Test
  void transactionsAreAllOrNothing() {
    redis.multi();
    redis.incr("t");
    redis.incr("t");
    assertThat(redis.exec().stream().toList()).containsExactly(1L, 2L);
    try (var other = client.connect()) {
      other.sync().watch("t");
      redis.set("t", "9");
      other.sync().multi();
      other.sync().incr("t");
      assertThat(other.sync().exec().wasDiscarded()).isTrue();
    }
  }

  @Test
  void thousandCommandsMayBeInFlight() throws Exception {
    var pushes = new ArrayList<Future<Long>>();
    for (int i = 0; i < 1000; i++) {
      pushes.add(connection.async().rpush("many", Integer.toString(i)));
    }
    for (int i = 0; i < pushes.size(); i++) {
      assertThat(pushes.get(i).get()).isEqualTo(i + 1);
    }
  }

  @Test
  void scriptsRun() {
    String script = "return redis.call('INCRBY', KEYS[1], ARGV[1])";
    Long five = redis.eval(script, ScriptOutputType.INTEGER, new String[] {"n"}, "5");
    assertThat(five).isEqualTo(5);
    String sha = redis.scriptLoad(script);
    Long ten = redis.evalsha(sha, ScriptOutputType.INTEGER, new String[] {"n"}, "5");
    assertThat(ten).isEqualTo(10);
  }
}
