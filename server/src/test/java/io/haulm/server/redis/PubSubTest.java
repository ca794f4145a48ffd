package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PubSubTest extends RedisTest {
  @Test
  void messagesComeAtAnyTime() throws Exception {
    RespClient subscriber = connect();
    RespClient publisher = connect();
    assertThat(subscriber.ask("SUBSCRIBE", "news")).isEqualTo("[subscribe, news, 1]");
    assertThat(subscriber.ask("PSUBSCRIBE", "n*")).isEqualTo("[psubscribe, n*, 2]");

    assertThat(publisher.ask("PUBLISH", "news", "hello")).isEqualTo("2");

    assertThat(subscriber.read()).isEqualTo("[message, news, hello]");
    assertThat(subscriber.read()).isEqualTo("[pmessage, n*, news, hello]");
    assertThat(subscriber.ask("PING")).isEqualTo("[pong, ]");
    assertThat(subscriber.ask("PING", "x")).isEqualTo("[pong, x]");
    assertThat(subscriber.ask("GET", "a")).startsWith("-ERR Can't execute 'get'");
  }

  @Test
  void subscriberOfResp3MayGiveCommands() throws Exception {
    RespClient subscriber = connect();
    subscriber.ask("HELLO", "3");
    subscriber.ask("SUBSCRIBE", "news");

    assertThat(subscriber.ask("SET", "a", "b")).isEqualTo("OK");
    assertThat(subscriber.ask("PUBLISH", "news", "to myself")).isEqualTo("1");
    assertThat(subscriber.read()).isEqualTo("push[message, news, to myself]");
    assertThat(subscriber.ask("PING")).isEqualTo("PONG");
  }

  @Test
  void subscriberThatDoesNotReadIsCutOffAndOthersAreNot() throws Exception {
    RespClient slow = connect();
    slow.ask("SUBSCRIBE", "news");
    RespClient publisher = connect();
    publisher.ask("CONFIG", "SET", "client-output-buffer-limit", "pubsub 1mb 0 0");
    String message = RespClient.word(100_000);

    // The system's own buffers take some megabytes before ours begin to fill.
    String receivers = "1";
    for (int i = 0; i < 1000 && receivers.equals("1"); i++) {
      receivers = publisher.ask("PUBLISH", "news", message);
    }

    assertThat(receivers).isEqualTo("0");
    assertThat(publisher.ask("INFO", "stats"))
        .contains("client_output_buffer_limit_disconnections:1\r\n");
    assertThat(publisher.ask("CLIENT", "LIST").lines()).hasSize(1);
  }

  @Test
  void whoIsGoneIsNoSubscriber() throws Exception {
    RespClient subscriber = connect();
    subscriber.ask("SUBSCRIBE", "news");
    subscriber.close();
    RespClient publisher = connect();

    await(publisher, "0", "PUBLISH", "news", "anybody");
  }
}
