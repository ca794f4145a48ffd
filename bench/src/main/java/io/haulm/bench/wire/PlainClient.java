package io.haulm.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.haulm.bench.BenchException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A client that waits for each reply: for all that happens before and after a measurement. */
public final class PlainClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream input;

  /** Connects. */
  public PlainClient(InetSocketAddress server) throws IOException {
    socket = new Socket();
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setSoLinger(true, 0);
    socket.connect(server, TIMEOUT_MILLIS);
    input = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a command without a body and returns the line that answers it. */
  public String ask(String command) throws IOException {
    send(command + "\r\n");
    return line();
  }

  /** Sends text as it is. */
  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** Reads one line of a reply. */
  public String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Reads one line, which must begin with {@code word}. */
  public void expect(String word) throws IOException {
    String line = line();
    if (!line.startsWith(word)) {
      throw new BenchException("expected " + word + ", the server answered: " + line);
    }
  }

  /** The number that {@code stats} shows under {@code key}; 0 when it shows none. */
  public long stat(String key) throws IOException {
    String head = ask("stats");
    String body =
        new String(input.readNBytes(Integer.parseInt(head.substring("OK ".length()))), US_ASCII);
    line();
    return body.lines()
        .filter(line -> line.startsWith(key + ": "))
        .mapToLong(line -> Long.parseLong(line.substring(key.length() + 2).strip()))
        .findFirst()
        .orElse(0);
  }

  /** Makes a blocking channel use and watch {@code tube} only. */
  static void moveTo(SocketChannel channel, String tube) throws IOException {
    channel.write(ByteBuffer.wrap(Requests.moveTo(tube)));
    ByteBuffer one = ByteBuffer.allocate(1);
    for (int lines = 0; lines < 3; ) {
      one.clear();
      if (channel.read(one) < 0) {
        throw new IOException("the server closed the connection");
      }
      lines += one.get(0) == '\n' ? 1 : 0;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
