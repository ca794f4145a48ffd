package io.haulm.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client as plain as can be: it sends bytes, and reads lines and blocks of bytes. */
public final class Client implements AutoCloseable {
  /** No answer takes this long; a test that waits longer has failed. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;

  /** Connects to a server. */
  public Client(HaulmServer server) throws IOException {
    this(portOf(server));
  }

  /** Connects to a port of this machine. */
  public Client(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    input = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    output = socket.getOutputStream();
  }

  private static int portOf(HaulmServer server) {
    String address = server.beanstalkAddress().orElseThrow();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Sends text as it is. */
  public Client send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  /** Sends bytes. */
  public Client send(byte[] bytes) throws IOException {
    output.write(bytes);
    output.flush();
    return this;
  }

  /** Sends a line with CRLF, and reads one line. */
  public String ask(String line) throws IOException {
    return send(line + "\r\n").line();
  }

  /** Puts a job with priority 0, no delay and a time to run of a minute; answers its id. */
  public long put(String body) throws IOException {
    String reply = ask("put 0 0 60 " + body.length() + "\r\n" + body);
    return Long.parseLong(reply.substring("INSERTED ".length()));
  }

  /** Reads up to CRLF; answers the line without it. */
  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int last = -1;
    while (true) {
      int next = input.read();
      if (next < 0) {
        throw new IOException("the server closed the connection behind '" + line + "'");
      }
      if (last == '\r' && next == '\n') {
        String text = line.toString(ISO_8859_1);
        return text.substring(0, text.length() - 1);
      }
      line.write(next);
      last = next;
    }
  }

  /** Reads {@code count} bytes and the CRLF behind them. */
  public String block(int count) throws IOException {
    String text = new String(input.readNBytes(count + 2), ISO_8859_1);
    if (!text.endsWith("\r\n") || text.length() != count + 2) {
      throw new IOException("not " + count + " bytes and CRLF: '" + text + "'");
    }
    return text.substring(0, count);
  }

  /** Asks for something that is answered by {@code OK} and a document, and reads the document. */
  public String document(String line) throws IOException {
    return send(line + "\r\n").answeredDocument();
  }

  /** Reads {@code OK} and a document. */
  public String answeredDocument() throws IOException {
    String reply = line();
    if (!reply.startsWith("OK ")) {
      throw new IOException("not OK: " + reply);
    }
    return block(Integer.parseInt(reply.substring("OK ".length())));
  }

  /** One value of what {@code line} is answered. */
  public String stat(String line, String key) throws IOException {
    return document(line)
        .lines()
        .filter(entry -> entry.startsWith(key + ": "))
        .findFirst()
        .orElseThrow(() -> new IOException("no " + key))
        .substring(key.length() + 2);
  }

  /** Sends nothing more, but goes on reading. */
  public Client halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Breaks the connection off. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Reads until the server closes the connection; answers what came. */
  public String rest() throws IOException {
    return new String(input.readAllBytes(), ISO_8859_1);
  }

  /** True when the server has closed the connection, cleanly or not, without saying any more. */
  public boolean isClosedByServer() {
    try {
      return input.read() < 0;
    } catch (java.net.SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  /** The socket. */
  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
