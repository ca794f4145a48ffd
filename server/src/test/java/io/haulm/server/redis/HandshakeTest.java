package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What clients say when they connect, in the order in which they say it. */
class HandshakeTest extends RedisTest {
  private static final String MAINT_REFUSED =
      "-ERR unknown subcommand 'MAINT_NOTIFICATIONS'. Try CLIENT HELP.";

  private String hello(RespClient client, int proto, String... more) throws Exception {
    String[] words = new String[2 + more.length];
    words[0] = "HELLO";
    words[1] = Integer.toString(proto);
    System.arraycopy(more, 0, words, 2, more.length);
    return client.ask(words);
  }

  @Test
  void helloTellsTheServerAsRedisDoes() throws Exception {
    RespClient client = connect();

    assertThat(hello(client, 3))
        .isEqualTo(
            "map[server, redis, version, 7.4.0, proto, 3, id, 1, mode, standalone, role, master,"
                + " modules, []]");
    assertThat(hello(client, 2))
        .isEqualTo(
            "[server, redis, version, 7.4.0, proto, 2, id, 1, mode, standalone, role, master,"
                + " modules, []]");
    assertThat(client.ask("HELLO")).contains("proto, 2");
  }

  @Test
  void redisPyOfAllVersions() throws Exception {
    RespClient client = connect();

    assertThat(hello(client, 3)).startsWith("map[server");
    assertThat(
            client.ask(
                "CLIENT", "MAINT_NOTIFICATIONS", "ON", "moving-endpoint-type", "external-ip"))
        .isEqualTo(MAINT_REFUSED);
    assertThat(client.ask("CLIENT", "SETINFO", "LIB-NAME", "redis-py")).isEqualTo("OK");
    assertThat(client.ask("CLIENT", "SETINFO", "LIB-VER", "8.1.0")).isEqualTo("OK");
    assertThat(client.ask("CLIENT", "SETNAME", "worker-1")).isEqualTo("OK");
    assertThat(client.ask("CLIENT", "INFO")).contains("lib-name=redis-py lib-ver=8.1.0");
  }

  @Test
  void ioredisSendsItsHandshakeAtOnce() throws Exception {
    RespClient client = connect();

    client.send("HELLO", "3");
    client.send("CLIENT", "SETNAME", "n");
    client.send("CLIENT", "SETINFO", "LIB-NAME", "ioredis");
    client.send("INFO");

    assertThat(client.read()).startsWith("map[");
    assertThat(client.read()).isEqualTo("OK");
    assertThat(client.read()).isEqualTo("OK");
    assertThat(client.read())
        .contains(
            "\r\nloading:0\r\n", "redis_version:7.4.0\r\n", "maxmemory_policy:noeviction\r\n");
    assertThat(client.ask("QUIT")).isEqualTo("OK");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void nodeRedisAndGoRedis() throws Exception {
    RespClient client = connect();

    assertThat(hello(client, 3, "SETNAME", "n")).startsWith("map[server");
    assertThat(client.ask("CLIENT", "MAINT_NOTIFICATIONS", "ON")).isEqualTo(MAINT_REFUSED);
    assertThat(client.ask("CLIENT", "GETNAME")).isEqualTo("n");
    assertThat(hello(client, 3, "AUTH", "default", "any", "SETNAME", "m")).startsWith("map[server");
    assertThat(client.ask("CLIENT", "GETNAME")).isEqualTo("m");
  }

  @Test
  void redisCliAsksForTheManual() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("COMMAND", "DOCS"))
        .contains("get, [summary, Returns the string value of a key, since, 1.0.0, group, string]");
    assertThat(client.ask("COMMAND")).contains("[get, 2, [readonly, fast], 1, 1, 1, ");
  }

  @Test
  void redisInsightLooksForClustersAndModules() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("CLUSTER", "INFO"))
        .isEqualTo("-ERR This instance has cluster support disabled");
    assertThat(client.ask("SENTINEL", "MASTERS")).startsWith("-ERR unknown command 'SENTINEL'");
    assertThat(client.ask("MODULE", "LIST")).isEqualTo("[]");
    assertThat(client.ask("CONFIG", "GET", "databases")).isEqualTo("[databases, 16]");
    assertThat(client.ask("INFO", "server", "clients", "keyspace"))
        .contains("# Server\r\n", "# Clients\r\n", "# Keyspace\r\n")
        .doesNotContain("# Memory");
    assertThat(client.ask("CLIENT", "LIST")).startsWith("id=1 addr=127.0.0.1:");
  }

  @Test
  void helloIsRefusedInTheWordsOfRedis() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("HELLO", "4")).isEqualTo("-NOPROTO unsupported protocol version");
    assertThat(client.ask("HELLO", "x"))
        .isEqualTo("-ERR Protocol version is not an integer or out of range");
    assertThat(client.ask("HELLO", "3", "FOO"))
        .isEqualTo("-ERR Syntax error in HELLO option 'FOO'");
    assertThat(client.ask("HELLO", "3", "SETNAME", "a b"))
        .isEqualTo("-ERR Client names cannot contain spaces, newlines or special characters.");
    assertThat(client.ask("HELLO", "3", "AUTH", "x", "y"))
        .isEqualTo("-WRONGPASS invalid username-password pair or user is disabled.");
    assertThat(client.ask("HELLO")).contains("proto, 2");
  }
}
