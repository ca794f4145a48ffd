package io.haulm.testkit.crash.keyspace;

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
import java.util.ArrayList;
import java.util.List;

/** A plain client of the Redis protocol, version 2. */
final class RespConnection implements AutoCloseable {
  /** A server that says nothing for so long hangs. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Socket socket = new Socket();
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  RespConnection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) SILENCE_MAX.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream());
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
    write("*" + words.length + "\r\n");
    for (String word : words) {
      write("$" + word.length() + "\r\n" + word + "\r\n");
    }
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  void flush() throws IOException {
    socket.getOutputStream().write(out.toByteArray());
    out.reset();
  }

  /** One command and its reply. */
  Answer ask(String... words) throws IOException {
    add(words);
    flush();
    return answer();
  }

  /** The next reply, whole. */
  Answer answer() throws IOException {
    String line = readLine();
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
    byte[] bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("the server closed the connection within bytes");
    }
    return new Answer.Text(new String(bytes, 0, length, StandardCharsets.US_ASCII));
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

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
