package io.haulm.server.http.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haulm.server.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Messages as Celery pushes them, in a shape that tests can read. */
final class Calls {
  private Calls() {}

  /**
   * A call.
   *
   * @param headers more of them, as JSON with single quotes
   * @param body arguments and what follows, likewise
   */
  static byte[] message(String id, String task, String headers, String body) {
    ObjectNode envelope = Json.mapper().createObjectNode();
    String encoded = Base64.getEncoder().encodeToString(quoted(body));
    envelope.put("body", encoded).put("content-type", "application/json");
    ObjectNode all = envelope.putObject("headers");
    all.put("id", id).put("task", task).put("root_id", id).putNull("parent_id");
    all.setAll((ObjectNode) tree(headers));
    envelope.putObject("properties").put("body_encoding", "base64").put("delivery_tag", "t");
    return Json.bytes(envelope);
  }

  static JsonNode tree(String json) {
    try {
      return Json.tree(quoted(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] quoted(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
