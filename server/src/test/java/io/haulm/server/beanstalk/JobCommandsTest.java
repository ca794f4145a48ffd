package io.haulm.server.beanstalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.HaulmServer;
import io.haulm.server.Servers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobCommandsTest {
  private HaulmServer server;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    server = Servers.plain();
    client = new Client(server);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void jobGoesItsWay() throws Exception {
    assertThat(client.ask("put 5 0 60 5\r\nhello")).isEqualTo("INSERTED 1");
    assertThat(client.ask("reserve")).isEqualTo("RESERVED 1 5");
    assertThat(client.block(5)).isEqualTo("hello");
    assertThat(client.ask("delete 1")).isEqualTo("DELETED");
    assertThat(client.ask("delete 1")).isEqualTo("NOT_FOUND");
  }
}
