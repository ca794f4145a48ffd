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

/** What clients of protocols of lines have in common: text is gathered and sent, lines are read. */
public final class LineSocket implements AutoCloseable {
  /** A server that says nothing for so long hangs. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Socket socket = new Socket();
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A connection to a port of the loopback address. */
  public LineSocket(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) SILENCE_MAX.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Adds text to what the next {@link #flush} sends. */
  public void add(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends what was added. */
  public void flush() throws IOException {
    socket.getOutputStream().write(out.toByteArray());
    out.reset();
  }

  /** The next line without its end. */
  public String readLine() throws IOException {
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

  /** The next bytes as text, and the end of the line behind them, which is left out. */
  public String readBody(int bytes) throws IOException {
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
