package io.haulm.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The answer to a request. */
public sealed interface Response {
  /** What most answers are. */
  String JSON = "application/json";

  /**
   * An answer that lies in memory as a whole.
   *
   * @param status of HTTP
   * @param contentType empty when there is no body
   * @param headers further headers
   */
  record Whole(int status, String contentType, byte[] body, Map<String, String> headers)
      implements Response {
    /** The same with one header more. */
    public Whole with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Whole(status, contentType, body, Map.copyOf(more));
    }
  }

  /**
   * An answer that is written bit by bit, as fast as the client takes it.
   *
   * @param fileName under which a browser saves it; empty when it is shown
   */
  record Streamed(String contentType, String fileName, Writer writer) implements Response {}

  /**
   * Events, until one side ends it.
   *
   * @param source given the stream when it has begun, on the request's thread
   */
  record Events(Consumer<EventStream> source) implements Response {}

  /** Writes an answer. */
  @FunctionalInterface
  interface Writer {
    /**
     * Writes; waits when the client is slow.
     *
     * @throws IOException when the client is gone
     */
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /** A value as JSON. */
  static Whole json(Object value) {
    return json(200, value);
  }

  /** A value as JSON, with a status. */
  static Whole json(int status, Object value) {
    return new Whole(status, JSON, Json.bytes(value), Map.of());
  }

  /** Done, and there is nothing to say. */
  static Whole done() {
    return new Whole(204, "", new byte[0], Map.of());
  }

  /** A text. */
  static Whole text(String contentType, String text) {
    return bytes(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes. */
  static Whole bytes(String contentType, byte[] bytes) {
    return new Whole(200, contentType, bytes, Map.of());
  }
}
