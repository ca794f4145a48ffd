package io.haulm.server.http.keyspace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.Web;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden in bodies of jobs is hidden wherever else it lies. */
class MaskedValuesTest extends KeyspaceTest {
  private static final String JSON = "'{\"card\":{\"number\":\"4111\"},\"to\":\"ann\"}'";

  private static void hideCards(Web web) throws Exception {
    assertThat(web.put("/api/v1/settings", "{\"maskedPaths\":[\"body.card.number\"]}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET", "RPUSH", "SADD", "ZADD key 1", "HSET key field"})
  void valuesOfKeysAreMasked(String command) throws Exception {
    Web web = local();
    redis(web, (command.contains(" ") ? command : command + " key") + " " + JSON);
    hideCards(web);

    String shown = web.get("/api/v1/keys/0/" + inPath("key")).text();

    assertThat(shown).contains("***").contains("ann").doesNotContain("4111");
  }

  @Test
  void entriesOfStreamsAreMaskedAlsoWhereTheyAreFollowed() throws Exception {
    Web web = local();
    redis(web, "XADD st 1-0 payload " + JSON);
    hideCards(web);
    String stream = "/api/v1/streams/0/" + inPath("st");

    assertThat(web.get(stream + "/entries").text()).contains("***").doesNotContain("4111");
    try (Socket socket = web.connect()) {
      socket
          .getOutputStream()
          .write(web.head("GET", stream + "/tail?after=0-0").getBytes(US_ASCII));
      StringBuilder told = new StringBuilder();
      while (!told.toString().contains("ann")) {
        told.append(new String(new byte[] {(byte) socket.getInputStream().read()}, UTF_8));
      }
      assertThat(told.toString()).contains("***").doesNotContain("4111");
    }
  }

  @Test
  void headOfATailTakesNoPlace() throws Exception {
    Web web = local();
    redis(web, "XADD st 1-0 a b");
    String tail = "/api/v1/streams/0/" + inPath("st") + "/tail";
    for (int i = 0; i <= StreamTail.TAILS_MAX; i++) {
      assertThat(web.send("HEAD", tail, "").status()).isEqualTo(204);
    }

    try (Socket socket = web.connect()) {
      socket.getOutputStream().write(web.head("GET", tail).getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }
}
