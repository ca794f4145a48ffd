package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordTest extends RedisTest {
  private static final String REFUSED = "-NOAUTH Authentication required.";

  @Override
  Optional<String> password() {
    return Optional.of("secret");
  }

  @Test
  void strangerMayDoNothingButSayThePassword() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("PING")).isEqualTo(REFUSED);
    assertThat(client.ask("SET", "a", "b")).isEqualTo(REFUSED);
    assertThat(client.ask("CLIENT", "LIST")).isEqualTo(REFUSED);
    assertThat(client.ask("TUBE.LIST")).isEqualTo(REFUSED);
    assertThat(client.ask("HELLO", "3")).startsWith("-NOAUTH HELLO must be called with");
    assertThat(client.ask("AUTH", "wrong")).startsWith("-WRONGPASS");
    assertThat(client.ask("AUTH", "other", "secret")).startsWith("-WRONGPASS");
    assertThat(client.ask("AUTH", "secret")).isEqualTo("OK");
    assertThat(client.ask("SET", "a", "b")).isEqualTo("OK");
  }

  @Test
  void passwordMayComeWithHello() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("HELLO", "3", "AUTH", "default", "secret")).startsWith("map[server");
    assertThat(client.ask("PING")).isEqualTo("PONG");
  }

  @Test
  void resetMakesAStrangerAgain() throws Exception {
    RespClient client = connect();
    client.ask("AUTH", "default", "secret");

    assertThat(client.ask("RESET")).isEqualTo("RESET");
    assertThat(client.ask("PING")).isEqualTo(REFUSED);
    assertThat(client.ask("QUIT")).isEqualTo("OK");
  }

  @Test
  void strangerIsCutOffWhenItIsNotShort() throws Exception {
    RespClient client = connect();

    client.raw().send("*11\r\n");

    assertThat(client.rest())
        .isEqualTo("-ERR Protocol error: unauthenticated multibulk length\r\n");
  }

  @Test
  void nobodyIsToldThePassword() throws Exception {
    RespClient client = connect();
    client.ask("AUTH", "secret");

    assertThat(client.ask("CONFIG", "GET", "requirepass")).isEqualTo("[requirepass, (hidden)]");
    assertThat(client.ask("ACL", "LIST")).doesNotContain("secret", "nopass");
    assertThat(client.ask("ACL", "GETUSER", "default")).doesNotContain("secret", "nopass");
    assertThat(client.ask("SLOWLOG", "GET")).doesNotContain("secret");
  }
}
