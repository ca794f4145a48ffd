package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What kombu puts around every body: headers, properties, and the body as text.
 *
 * @param headers of the message
 * @param properties of its delivery
 * @param body the body's tree
 */
record Envelope(
    Map<String, Object> headers, Map<String, Object> properties, @Nullable Object body) {

  private static final String JSON = "application/json";

  /** Writes an envelope around a body. */
  static byte[] write(
      Codec codec,
      @Nullable Object body,
      Map<String, Object> headers,
      Map<String, Object> properties) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("body", Base64.getEncoder().encodeToString(codec.write(body)));
    tree.put("content-encoding", "utf-8");
    tree.put("content-type", JSON);
    tree.put("headers", headers);
    tree.put("properties", properties);
    return codec.write(tree);
  }

  /** The properties of a message to an exchange. */
  static Map<String, Object> properties(
      String exchange, String routingKey, int priority, int deliveryMode) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("exchange", exchange);
    target.put("routing_key", routingKey);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("delivery_mode", deliveryMode);
    properties.put("delivery_info", target);
    properties.put("priority", priority);
    properties.put("body_encoding", "base64");
    properties.put("delivery_tag", UUID.randomUUID().toString());
    return properties;
  }

  /**
   * Reads an envelope.
   *
   * @throws CodecException when it is none, or its body is not JSON; pickle is never even decoded
   */
  static Envelope read(Codec codec, byte[] message) {
    try {
      Map<String, Object> tree = Trees.map(codec.read(message));
      Map<String, Object> headers = Trees.map(tree.get("headers"));
      Map<String, Object> properties = Trees.map(tree.get("properties"));
      refuseOthers(tree, headers);
      String text = String.valueOf(tree.get("body"));
      boolean isBase64 = "base64".equals(properties.get("body_encoding"));
      byte[] body =
          isBase64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
      return new Envelope(headers, properties, codec.read(body));
    } catch (IllegalArgumentException e) {
      throw new CodecException("not a message of kombu: " + e.getMessage(), e);
    }
  }

  private static void refuseOthers(Map<String, Object> tree, Map<String, Object> headers) {
    String type = String.valueOf(tree.get("content-type"));
    if (type.contains("pickle") || type.contains("python-serialize")) {
      throw new CodecException(
          "the body is pickle, which can run any code and is refused; set task_serializer to json");
    }
    if (!type.equals(JSON)) {
      throw new CodecException("the body is " + type + ", only JSON is read");
    }
    if (headers.get("compression") != null) {
      throw new CodecException("compressed bodies are not read: " + headers.get("compression"));
    }
  }
}
