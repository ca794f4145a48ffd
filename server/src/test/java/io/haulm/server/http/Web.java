package io.haulm.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.HaulmServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client that sends exactly what it is told, as a browser or a script, or as no honest one. */
public final class Web {
  private static final int ANSWER_MILLIS_MAX = 20_000;

  private final int port;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, byte[] bytes) {
    /** The body as a text. */
    public String text() {
      return new String(bytes, UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() throws IOException {
      return Json.tree(bytes);
    }

    /** The word for programs in a problem. */
    public String code() throws IOException {
      return json().path("code").asText();
    }

    /** The text at a place of the JSON, such as {@code /user/name}. */
    public String at(String pointer) throws IOException {
      return json().at(pointer).asText();
    }

    /** A header; empty when it is not there. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  private Web(int port) {
    this.port = port;
    headers.put("Host", "127.0.0.1:" + port);
  }

  /** A client of this server, who shows nothing. */
  public static Web of(HaulmServer server) {
    String url = server.httpUrl().orElseThrow();
    return new Web(Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
  }

  /** A client of an open server, who has read the session's CSRF token. */
  public static Web local(HaulmServer server) throws IOException {
    Web web = of(server);
    return web.with("X-Haulm-Csrf", web.get("/api/v1/session").json().path("csrf").asText());
  }

  /** The same with a header more, or another value of one; an empty value takes it away. */
  public Web with(String name, String value) {
    Web web = new Web(port);
    web.headers.putAll(headers);
    if (value.isEmpty()) {
      web.headers.remove(name);
    } else {
      web.headers.put(name, value);
    }
    return web;
  }

  /** The same, after a login. */
  public Web login(String name, String password) throws IOException {
    Answer answer =
        post("/api/v1/session", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    String cookie = answer.header("set-cookie").orElseThrow().split(";", 2)[0];
    return with("Cookie", cookie).with("X-Haulm-Csrf", answer.json().path("csrf").asText());
  }

  /** Where the server listens. */
  public int port() {
    return port;
  }

  /** Asks. */
  public Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  /** Has something done. */
  public Answer post(String path, String json) throws IOException {
    return send("POST", path, json);
  }

  /** Replaces something. */
  public Answer put(String path, String json) throws IOException {
    return send("PUT", path, json);
  }

  /** Removes something. */
  public Answer delete(String path) throws IOException {
    return send("DELETE", path, "");
  }

  /** Sends a request; a body is JSON unless a header says otherwise. */
  public Answer send(String method, String path, String body) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    Map<String, String> all = new LinkedHashMap<>(headers);
    if (!body.isEmpty()) {
      all.putIfAbsent("Content-Type", "application/json");
    }
    all.putIfAbsent("Content-Length", Integer.toString(body.getBytes(UTF_8).length));
    all.putIfAbsent("Connection", "close");
    all.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return raw(head + "\r\n" + body);
  }

  /** Sends bytes as they are, and reads one answer until the server closes. */
  public Answer raw(String bytes) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(UTF_8));
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  /** A connection on which nothing has been sent. */
  public Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(ANSWER_MILLIS_MAX);
    return socket;
  }

  /** The headers of a request, as they are sent. */
  public String head(String method, String path) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head + "\r\n";
  }

  private static Answer parse(byte[] bytes) throws IOException {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer but \"" + text + "\"");
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    byte[] body = text.substring(end + 4).getBytes(ISO_8859_1);
    boolean isChunked = "chunked".equals(headers.get("transfer-encoding"));
    int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
    return new Answer(status, headers, isChunked ? unchunked(body) : body);
  }

  private static byte[] unchunked(byte[] body) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    String text = new String(body, ISO_8859_1);
    int at = 0;
    while (true) {
      int lineEnd = text.indexOf("\r\n", at);
      int length = Integer.parseInt(text.substring(at, lineEnd), 16);
      if (length == 0) {
        return whole.toByteArray();
      }
      whole.write(body, lineEnd + 2, length);
      at = lineEnd + 2 + length + 2;
    }
  }
}
