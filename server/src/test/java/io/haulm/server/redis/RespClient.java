package io.haulm.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.haulm.server.Client;
import io.haulm.server.HaulmServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A client of the Redis face that shows replies as text: {@code [a, 1, (nil)]}. */
final class RespClient implements AutoCloseable {
  private final Client client;

  RespClient(HaulmServer server) throws IOException {
    String address = server.redisAddress().orElseThrow();
    client = new Client(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  /** The connection below. */
  Client raw() {
    return client;
  }

  /** Sends a command, and reads its reply. */
  String ask(String... words) throws IOException {
    return send(words).read();
  }

  /** Sends a command. */
  RespClient send(String... words) throws IOException {
    client.send(request(words));
    return this;
  }

  /** A command as the protocol has it. */
  static String request(String... words) {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return request.toString();
  }

  /** Reads a reply. */
  String read() throws IOException {
    String line = client.line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':', ',' -> rest;
      case '-' -> line;
      case '$', '=' -> rest.equals("-1") ? "(nil)" : client.block(Integer.parseInt(rest));
      case '_' -> "(nil)";
      case '#' -> rest.equals("t") ? "true" : "false";
      case '*' -> rest.equals("-1") ? "(nil array)" : parts(Integer.parseInt(rest)).toString();
      case '~' -> "set" + parts(Integer.parseInt(rest));
      case '>' -> "push" + parts(Integer.parseInt(rest));
      case '%' -> "map" + parts(2 * Integer.parseInt(rest));
      default -> throw new IOException("not a reply: " + line);
    };
  }

  private List<String> parts(int count) throws IOException {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(read());
    }
    return parts;
  }

  /** Reads everything until the server closes the connection. */
  String rest() throws IOException {
    return client.rest();
  }

  /** A word of this many bytes. */
  static String word(int bytes) {
    return new String(new byte[bytes], ISO_8859_1).replace('\0', 'w');
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
