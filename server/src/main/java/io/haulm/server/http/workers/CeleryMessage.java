package io.haulm.server.http.workers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haulm.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of a task as it was pushed to a queue: Celery's message protocol, version 2.
 *
 * @param key the list that it was pushed to; it holds the priority, too
 * @param root the task with which it all began; itself, for a call of its own
 * @param group to which it belongs; null, to none
 * @param againOf the task whose call this repeats; null, it is a first call
 * @param planned what will be called after it
 * @param bytes the whole
 */
record CeleryMessage(
    int database,
    String key,
    String id,
    String task,
    String root,
    @Nullable String parent,
    @Nullable String group,
    @Nullable String againOf,
    List<PlannedTasks.Planned> planned,
    byte[] bytes) {

  /** The header that tells whose call is repeated. Celery's workers leave it alone. */
  static final String AGAIN_OF = "haulm_again_of";

  private static final String HEADERS = "headers";
  private static final String PROPERTIES = "properties";
  private static final String BODY = "body";
  private static final String CHORD = "chord";
  private static final char PRIORITY_SIGN = '\u0006';

  /** Keeps numbers as they are written. */
  private static final ObjectReader EXACT =
      Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Reads a message; empty when it is something else. */
  static Optional<CeleryMessage> parse(int database, byte[] key, byte[] bytes) {
    try {
      JsonNode envelope = Json.tree(bytes);
      JsonNode headers = envelope.path(HEADERS);
      String id = headers.path("id").asText();
      String task = headers.path("task").asText();
      if (id.isEmpty() || task.isEmpty()) {
        return Optional.empty();
      }
      String root = text(headers, "root_id");
      return Optional.of(
          new CeleryMessage(
              database,
              new String(key, StandardCharsets.UTF_8),
              id,
              task,
              root == null ? id : root,
              text(headers, "parent_id"),
              text(headers, "group"),
              text(headers, AGAIN_OF),
              PlannedTasks.after(id, parts(envelope).path(2)),
              bytes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : null;
  }

  /**
   * The body of a message of Kombu's.
   *
   * @throws IllegalArgumentException when it is not encoded as it says
   */
  static byte[] bodyOf(JsonNode envelope) {
    String body = envelope.path(BODY).asText();
    return isBase64(envelope)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isBase64(JsonNode envelope) {
    return envelope.path(PROPERTIES).path("body_encoding").asText().equals("base64");
  }

  /** Arguments, named arguments, and what follows; nothing when the body is no JSON. */
  private static JsonNode parts(JsonNode envelope) {
    try {
      return EXACT.readTree(bodyOf(envelope));
    } catch (IOException | IllegalArgumentException e) {
      // Pickled, or packed: it can be called again, but not be looked at.
      return Json.mapper().missingNode();
    }
  }

  /** Without the priority. */
  String queue() {
    int sign = key.indexOf(PRIORITY_SIGN);
    return sign < 0 ? key : key.substring(0, sign);
  }

  /** The arguments as JSON: by place, then by name; empty when they are not JSON. */
  Optional<List<byte[]>> arguments() {
    JsonNode parts = parts(envelope());
    return parts.path(0).isArray() && parts.path(1).isObject()
        ? Optional.of(List.of(Json.bytes(parts.get(0)), Json.bytes(parts.get(1))))
        : Optional.empty();
  }

  private ObjectNode envelope() {
    try {
      return (ObjectNode) EXACT.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("broken invariant: it was read before", e);
    }
  }

  /**
   * The same call with a new id, at once and as if for the first time. Root and parent stay, and so
   * does what follows it in a chain; it is no member of its group any more, because a chord that
   * has counted a failure is told to fail and does not count again.
   */
  byte[] again(String newId) {
    ObjectNode envelope = envelope();
    if (envelope.path(HEADERS) instanceof ObjectNode headers) {
      headers.put("id", newId).put("root_id", root).put(AGAIN_OF, id).put("retries", 0);
      for (String field : List.of("eta", "expires", "group", "group_index")) {
        headers.putNull(field);
      }
      headers.remove(List.of("redelivered", "haulm_deliveries"));
    }
    if (envelope.path(PROPERTIES) instanceof ObjectNode properties) {
      properties.put("correlation_id", newId).put("delivery_tag", UUID.randomUUID().toString());
      properties.remove("expiration");
      if (properties.path("delivery_info") instanceof ObjectNode delivery) {
        delivery.remove("redelivered");
      }
    }
    leaveChord(envelope);
    return Json.bytes(envelope);
  }

  private static void leaveChord(ObjectNode envelope) {
    if (parts(envelope) instanceof ArrayNode parts
        && parts.path(2) instanceof ObjectNode embed
        && embed.hasNonNull(CHORD)) {
      embed.putNull(CHORD);
      putBody(envelope, parts);
    }
  }

  private static void putBody(ObjectNode envelope, JsonNode parts) {
    byte[] body = Json.bytes(parts);
    envelope.put(
        BODY,
        isBase64(envelope)
            ? Base64.getEncoder().encodeToString(body)
            : new String(body, StandardCharsets.UTF_8));
  }

  /**
   * A call made from what a result tells of it, when the app keeps extended results.
   *
   * @param result what is stored under {@code celery-task-meta-ID}
   * @return empty when the result does not tell all that is needed
   */
  static Optional<CeleryMessage> ofResult(int database, CeleryTask task, byte[] result) {
    try {
      JsonNode meta = EXACT.readTree(result);
      String name = text(meta, "name");
      String queue = text(meta, "queue");
      if (name == null
          || queue == null
          || !meta.path("args").isArray()
          || !meta.path("kwargs").isObject()) {
        return Optional.empty();
      }
      ObjectNode envelope = Json.mapper().createObjectNode();
      envelope.put("content-encoding", "utf-8").put("content-type", "application/json");
      envelope
          .putObject(HEADERS)
          .put("lang", "py")
          .put("task", name)
          .put("id", task.id())
          .put("root_id", task.root())
          .put("parent_id", task.parent())
          .put("argsrepr", meta.path("args").toString())
          .put("kwargsrepr", meta.path("kwargs").toString())
          .put("origin", "haulm")
          .putArray("timelimit")
          .addNull()
          .addNull();
      ObjectNode properties = envelope.putObject(PROPERTIES);
      properties.put("delivery_mode", 2).put("priority", 0).put("body_encoding", "base64");
      properties.putObject("delivery_info").put("exchange", "").put("routing_key", queue);
      ArrayNode parts = Json.mapper().createArrayNode();
      parts.add(meta.path("args")).add(meta.path("kwargs")).addObject().putNull(CHORD);
      putBody(envelope, parts);
      return parse(database, queue.getBytes(StandardCharsets.UTF_8), Json.bytes(envelope));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("broken invariant: bytes can be read", e);
    }
  }
}
