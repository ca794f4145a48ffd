package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest extends RedisTest {
  @Test
  void pipelineOfAnyDepthIsAnsweredInOrder() throws Exception {
    RespClient client = connect();
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      requests.append(RespClient.request("ECHO", "e" + i));
    }

    client.raw().send(requests.toString());

    for (int i = 0; i < 20_000; i++) {
      assertThat(client.read()).isEqualTo("e" + i);
    }
  }

  @Test
  void clientMaySendEverythingBeforeItReadsTheFirstReply() throws Exception {
    RespClient client = connect();
    String word = RespClient.word(60_000);

    for (int i = 0; i < 500; i++) {
      client.send("ECHO", word);
    }

    for (int i = 0; i < 500; i++) {
      assertThat(client.read()).hasSize(60_000);
    }
  }

  @Test
  void commandsBehindABlockedOneAreKeptHoweverManyTheyAre() throws Exception {
    RespClient client = connect();
    client.send("TUBE.RESERVE", "mail");
    for (int i = 0; i < 500; i++) {
      client.send("ECHO", RespClient.word(60_000));
    }
    client.raw().send("*x\r\n");
    connect().ask("TUBE.PUT", "mail", "body");

    assertThat(client.read()).isEqualTo("[1, body]");
    for (int i = 0; i < 500; i++) {
      assertThat(client.read()).hasSize(60_000);
    }
    assertThat(client.rest()).isEqualTo("-ERR Protocol error: invalid multibulk length\r\n");
  }

  @Test
  void longValueComesBackAsItWas() throws Exception {
    RespClient client = connect();
    String word = RespClient.word(5_000_000) + "\r\n";

    assertThat(client.ask("SET", "long", word)).isEqualTo("OK");
    assertThat(client.ask("GET", "long")).isEqualTo(word);
  }

  @Test
  void whatWasSentBeforeTheHalfCloseIsAnswered() throws Exception {
    RespClient client = connect();

    client.raw().send("PING\r\nPING\r\nECHO half").halfClose();

    assertThat(client.rest()).isEqualTo("+PONG\r\n+PONG\r\n");
  }

  @Test
  void quitEndsTheConnectionAndForgetsWhatFollows() throws Exception {
    RespClient client = connect();

    client.raw().send("PING\r\nQUIT\r\nPING\r\n");

    assertThat(client.rest()).isEqualTo("+PONG\r\n+OK\r\n");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"POST / HTTP/1.1", "Host: localhost"})
  void webPageCannotGiveCommands(String line) throws Exception {
    RespClient client = connect();

    client.raw().send(line + "\r\nSET by web\r\n");

    assertThat(client.raw().isClosedByServer()).isTrue();
    assertThat(connect().ask("GET", "by")).isEqualTo("(nil)");
  }

  @Test
  void nonsenseEndsTheConnectionWithAWordOfWhy() throws Exception {
    RespClient client = connect();

    client.raw().send("PING\r\n*1\r\n:5\r\nPING\r\n");

    assertThat(client.rest()).isEqualTo("+PONG\r\n-ERR Protocol error: expected '$', got ':'\r\n");
  }

  @Test
  void repliesCanBeSwitchedOff() throws Exception {
    RespClient client = connect();

    client.send("CLIENT", "REPLY", "OFF").send("PING").send("CLIENT", "REPLY", "SKIP");
    assertThat(client.ask("CLIENT", "REPLY", "ON")).isEqualTo("OK");
    client.send("CLIENT", "REPLY", "SKIP").send("FOO");
    assertThat(client.ask("ECHO", "heard")).isEqualTo("heard");
  }

  @Test
  void skippedReplyOfABlockedCommandIsSkipped() throws Exception {
    RespClient client = connect();
    client.send("CLIENT", "REPLY", "SKIP").send("TUBE.RESERVE", "mail").send("ECHO", "next");
    RespClient other = connect();
    await(other, "blocked_clients:1", "INFO", "clients");

    other.ask("TUBE.PUT", "mail", "body");

    assertThat(client.read()).isEqualTo("next");
  }

  @Test
  void resetMakesTheConnectionAsNew() throws Exception {
    RespClient client = connect();
    client.ask("HELLO", "3", "SETNAME", "n");
    client.ask("MULTI");

    assertThat(client.ask("RESET")).isEqualTo("RESET");

    assertThat(client.ask("CLIENT", "GETNAME")).isEqualTo("(nil)");
    assertThat(client.ask("HELLO")).contains("proto, 2");
    assertThat(client.ask("EXEC")).isEqualTo("-ERR EXEC without MULTI");
  }

  @Test
  void unknownCommandIsRefusedAndCounted() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("FROB", "a", "b"))
        .isEqualTo("-ERR unknown command 'FROB', with args beginning with: 'a' 'b' ");
    assertThat(client.ask("INFO", "haulm"))
        .contains("unknown_commands:1\r\n", "unknowncmd_FROB:calls=1\r\n");
    assertThat(client.ask("INFO", "errorstats")).contains("errorstat_ERR:count=1\r\n");
  }

  @Test
  void shapesFollowTheVersionOfTheProtocol() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("CONFIG", "GET", "timeout")).isEqualTo("[timeout, 0]");
    assertThat(client.ask("CLIENT", "TRACKINGINFO"))
        .isEqualTo("[flags, [off], redirect, -1, prefixes, []]");
    client.ask("HELLO", "3");
    assertThat(client.ask("CONFIG", "GET", "timeout")).isEqualTo("map[timeout, 0]");
    assertThat(client.ask("CLIENT", "TRACKINGINFO"))
        .isEqualTo("map[flags, set[off], redirect, -1, prefixes, []]");
    assertThat(client.ask("INFO", "cluster")).isEqualTo("txt:# Cluster\r\ncluster_enabled:0\r\n");
    assertThat(client.ask("SUBSCRIBE", "news")).isEqualTo("push[subscribe, news, 1]");
    assertThat(client.ask("GET", "nothing")).isEqualTo("(nil)");
  }
}
