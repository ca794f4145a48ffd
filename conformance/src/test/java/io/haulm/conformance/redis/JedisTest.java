package io.haulm.conformance.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.conformance.Polling;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.Tuple;

/** What a Java program with Jedis does. */
@Tag("conformance")
class JedisTest {

  /** Without this a server that is silent for two seconds counts as gone. */
  private static final JedisClientConfig PATIENT =
      DefaultJedisClientConfig.builder()
          .timeoutMillis(Math.toIntExact(Polling.PATIENCE.toMillis()))
          .build();

  private static RedisServer server;
  private static ExecutorService threads;

  private RedisClient redis;
  private RedisObserver observer;

  @BeforeAll
  static void start() {
    server = RedisServer.startSubject();
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterAll
  static void stop() {
    threads.close();
    server.close();
  }

  @BeforeEach
  void connect() {
    redis = RedisClient.builder().hostAndPort(address()).clientConfig(PATIENT).build();
    redis.flushAll();
    observer = new RedisObserver(server);
  }

  @AfterEach
  void leave() {
    redis.close();
    observer.close();
  }

  private static HostAndPort address() {
    return new HostAndPort("127.0.0.1", server.address().getPort());
  }

  private <T> CompletableFuture<T> whenBlocked(Supplier<T> blocking) {
    var result = CompletableFuture.supplyAsync(blocking, threads);
    observer.awaitBlocked(1);
    return result;
  }

  @Test
  void valuesAreKept() {
    assertThat(redis.set("k", "v")).isEqualTo("OK");
    assertThat(redis.mget("k", "none")).containsExactly("v", null);
    redis.hset("h", Map.of("a", "1", "b", "2"));
    assertThat(redis.hgetAll("h")).isEqualTo(Map.of("a", "1", "b", "2"));
    redis.zadd("z", Map.of("a", 1.0, "b", 2.5));
    assertThat(redis.zrangeWithScores("z", 0, -1))
        .containsExactly(new Tuple("a", 1.0), new Tuple("b", 2.5));
    assertThatThrownBy(() -> redis.incr("h"))
        .isInstanceOf(JedisDataException.class)
        .hasMessageStartingWith("WRONGTYPE");
  }

  @Test
  void streamsAreReadInGroups() {
    StreamEntryID first = redis.xadd("s", XAddParams.xAddParams(), Map.of("f", "v"));
    assertThat(redis.xgroupCreate("s", "g", new StreamEntryID("0-0"), true)).isEqualTo("OK");
    assertThat(idsOf(readGroup())).containsExactly(first);

    var blocked = whenBlocked(this::readGroup);
    StreamEntryID second = redis.xadd("s", XAddParams.xAddParams(), Map.of("f", "w"));
    assertThat(idsOf(blocked.join())).containsExactly(second);

    assertThat(redis.xpending("s", "g").getTotal()).isEqualTo(2);
    assertThat(redis.xack("s", "g", first)).isEqualTo(1);
    var claimed =
        redis.xautoclaim(
            "s", "g", "d", 0, new StreamEntryID("0-0"), XAutoClaimParams.xAutoClaimParams());
    assertThat(claimed.getValue()).extracting(StreamEntry::getID).containsExactly(second);
    var group = redis.xinfoGroups("s").getFirst();
    assertThat(group.getPending()).isEqualTo(1);
    assertThat(group.getLastDeliveredId()).isEqualTo(second);
  }

  private List<Map.Entry<String, List<StreamEntry>>> readGroup() {
    return redis.xreadGroup(
        "g",
        "c",
        XReadGroupParams.xReadGroupParams().block(0),
        Map.of("s", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
  }

  private static List<StreamEntryID> idsOf(List<Map.Entry<String, List<StreamEntry>>> streams) {
    return streams.getFirst().getValue().stream().map(StreamEntry::getID).toList();
  }

  @Test
  void blockedPopsAreServed() {
    var pop = whenBlocked(() -> redis.blpop(0, "l", "m"));
    redis.rpush("m", "x");
    assertThat(pop.join()).containsExactly("m", "x");
    assertThat(redis.blpop(0.01, "l")).isNull();
    var min = whenBlocked(() -> redis.bzpopmin(0, "z"));
    redis.zadd("z", 1.5, "m");
    assertThat(min.join().getValue()).isEqualTo(new Tuple("m", 1.5));
  }

  @Test
  void messagesAreHeard() {
    var heard = new ConcurrentLinkedQueue<String>();
    var listener =
        new JedisPubSub() {
          @Override
          public void onSubscribe(String channel, int subscribed) {
            redis.publish(channel, "hello");
          }

          @Override
          public void onMessage(String channel, String message) {
            heard.add(channel + " " + message);
            unsubscribe();
          }
        };
    redis.subscribe(listener, "c");
    assertThat(heard).containsExactly("c hello");
  }

  @Test
  void transactionsAreAllOrNothing() {
    try (var transaction = redis.multi()) {
      var count = transaction.incr("t");
      transaction.incr("t");
      assertThat(transaction.exec()).containsExactly(1L, 2L);
      assertThat(count.get()).isEqualTo(1);
    }
    try (var watcher = new Jedis(address(), PATIENT)) {
      watcher.watch("t");
      redis.set("t", "9");
      try (var transaction = watcher.multi()) {
        transaction.incr("t");
        assertThat(transaction.exec()).isNull();
      }
    }
    try (var pipeline = redis.pipelined()) {
      for (int i = 0; i < 1000; i++) {
        pipeline.rpush("many", Integer.toString(i));
      }
      assertThat(pipeline.syncAndReturnAll()).hasSize(1000).last().isEqualTo(1000L);
    }
  }

  @Test
  void scriptsRun() {
    String script = "return redis.call('INCRBY', KEYS[1], ARGV[1])";
    assertThat(redis.eval(script, List.of("n"), List.of("5"))).isEqualTo(5L);
    String sha = redis.scriptLoad(script);
    assertThat(redis.evalsha(sha, List.of("n"), List.of("5"))).isEqualTo(10L);
  }
}
