package io.haulm.testkit.crash.keyspace;

import io.haulm.testkit.crash.LineSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A plain client of the Redis protocol, version 2. */
final class RespConnection implements AutoCloseable {
  private final LineSocket socket;

  RespConnection(int port) throws IOException {
    socket = new LineSocket(port);
  }

  /** True when a server of this protocol listens on this port and is ready. */
  static boolean isAnswered(int port) throws IOException {
    try (RespConnection connection = new RespConnection(port)) {
      return connection.ask("PING").equals(new Answer.Text("PONG"));
    }
  }

  /** A reply. */
  sealed interface Answer {
    /** A status, bytes or a number, as text. */
    record Text(String text) implements Answer {}

    /** Nothing. */
    record Nil() implements Answer {}

    /** A refusal. */
    record Refused(String text) implements Answer {}

    /** Several. */
    record Row(List<Answer> parts) implements Answer {}
  }

  /** Adds a command to what the next {@link #flush} sends. */
  void add(String... words) {
    socket.add("*" + words.length + "\r\n");
    for (String word : words) {
      socket.add("$" + word.length() + "\r\n" + word + "\r\n");
    }
  }

  void flush() throws IOException {
    socket.flush();
  }

  /** One command and its reply. */
  Answer ask(String... words) throws IOException {
    add(words);
    flush();
    return answer();
  }

  /** The next reply, whole. */
  Answer answer() throws IOException {
    String line = socket.readLine();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':' -> new Answer.Text(rest);
      case '-' -> new Answer.Refused(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> row(Integer.parseInt(rest));
      default -> throw new IOException("no reply of the protocol: " + line);
    };
  }

  private Answer bulk(int length) throws IOException {
    if (length < 0) {
      return new Answer.Nil();
    }
    return new Answer.Text(socket.readBody(length));
  }

  private Answer row(int count) throws IOException {
    if (count < 0) {
      return new Answer.Nil();
    }
    List<Answer> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(answer());
    }
    return new Answer.Row(parts);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
