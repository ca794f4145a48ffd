package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Json;
import io.haulm.server.http.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A test of what the HTTP face tells of the keyspace. */
abstract class KeyspaceTest extends HttpTest {
  /** Runs a line of Redis' commands in database 0, which must not be refused; the reply. */
  static JsonNode redis(Web web, String line) throws IOException {
    Web.Answer answer =
        web.post(
            "/api/v1/commands/redis",
            new String(Json.bytes(Map.of("database", 0, "line", line)), StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode reply = answer.json().path("reply");
    assertThat(reply.path("type").asText()).as(answer.text()).isNotEqualTo("error");
    return reply;
  }

  /** A key's name as it stands in a path. */
  static String inPath(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }
}
