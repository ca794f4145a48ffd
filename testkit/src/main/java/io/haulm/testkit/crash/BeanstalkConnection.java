package io.haulm.testkit.crash;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A plain client of the beanstalkd protocol: sends lines, reads lines and bodies. */
final class BeanstalkConnection implements AutoCloseable {
  /** A server that says nothing for so long hangs. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** A reply: its words, and the body of RESERVED, FOUND and OK. */
  record Answer(List<String> words, String body) {
    String verb() {
      return words.getFirst();
    }

    long number(int index) {
      return Long.parseLong(words.get(index));
    }
  }

  private final Socket socket = new Socket();
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  BeanstalkConnection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) SILENCE_MAX.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** True when a server of this protocol listens on this port and is ready. */
  static boolean isAnswered(int port) throws IOException {
    try (BeanstalkConnection connection = new BeanstalkConnection(port)) {
      return connection.ask("list-tube-used").verb().equals("USING");
    }
  }

  /** Adds a line to what the next {@link #flush} sends. */
  void line(String line) {
    out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  void flush() throws IOException {
    socket.getOutputStream().write(out.toByteArray());
    out.reset();
  }

  /** One command and its reply. */
  Answer ask(String line) throws IOException {
    line(line);
    flush();
    return answer();
  }

  /** The next reply, whole. */
  Answer answer() throws IOException {
    List<String> words = List.of(readLine().split(" ", -1));
    return switch (words.getFirst()) {
      case "RESERVED", "FOUND" -> new Answer(words, readBody(Integer.parseInt(words.get(2))));
      case "OK" -> new Answer(words, readBody(Integer.parseInt(words.get(1))));
      default -> new Answer(words, "");
    };
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next == '\n') {
        return line.substring(0, line.length() - 1);
      }
      line.append((char) next);
    }
  }

  private String readBody(int bytes) throws IOException {
    byte[] body = in.readNBytes(bytes + 2);
    if (body.length < bytes + 2) {
      throw new EOFException("the server closed the connection within a body");
    }
    return new String(body, 0, bytes, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
