package io.haulm.testkit.crash;

import java.io.IOException;
import java.util.List;

/** A plain client of the beanstalkd protocol: sends lines, reads lines and bodies. */
final class BeanstalkConnection implements AutoCloseable {
  /** A reply: its words, and the body of RESERVED, FOUND and OK. */
  record Answer(List<String> words, String body) {
    String verb() {
      return words.getFirst();
    }

    long number(int index) {
      return Long.parseLong(words.get(index));
    }
  }

  private final LineSocket socket;

  BeanstalkConnection(int port) throws IOException {
    socket = new LineSocket(port);
  }

  /** True when a server of this protocol listens on this port and is ready. */
  static boolean isAnswered(int port) throws IOException {
    try (BeanstalkConnection connection = new BeanstalkConnection(port)) {
      return connection.ask("list-tube-used").verb().equals("USING");
    }
  }

  /** Adds a line to what the next {@link #flush} sends. */
  void line(String line) {
    socket.add(line + "\r\n");
  }

  void flush() throws IOException {
    socket.flush();
  }

  /** One command and its reply. */
  Answer ask(String line) throws IOException {
    line(line);
    flush();
    return answer();
  }

  /** The next reply, whole. */
  Answer answer() throws IOException {
    List<String> words = List.of(socket.readLine().split(" ", -1));
    return switch (words.getFirst()) {
      case "RESERVED", "FOUND" ->
          new Answer(words, socket.readBody(Integer.parseInt(words.get(2))));
      case "OK" -> new Answer(words, socket.readBody(Integer.parseInt(words.get(1))));
      default -> new Answer(words, "");
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
