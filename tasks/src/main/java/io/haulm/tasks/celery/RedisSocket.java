package io.haulm.tasks.celery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket to the server, let in and with its database chosen. */
final class RedisSocket implements AutoCloseable {

  // So little that what is written is soon there: who writes learns from that whether bytes go out.
  private static final int SEND_BUFFER_BYTES = 256 * 1024;

  private final Socket socket;
  private final OutputStream out;
  private final RespReader in;

  private RedisSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new RespReader(socket.getInputStream());
  }

  /**
   * Connects.
   *
   * @param greeting what is sent first, once let in
   * @param timeout for connecting, and later for a silent server
   */
  static RedisSocket open(RedisAddress address, List<Command> greeting, Duration timeout) {
    int millis = (int) timeout.toMillis();
    Socket socket = new Socket();
    try {
      socket.setSendBufferSize(SEND_BUFFER_BYTES);
      socket.connect(new InetSocketAddress(address.host(), address.port()), millis);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      RedisSocket opened = new RedisSocket(address.tls() ? Tls.secured(socket, address) : socket);
      opened.socket.setSoTimeout(millis);
      opened.enter(address, greeting);
      return opened;
    } catch (IOException e) {
      closeQuietly(socket);
      throw new RedisException.Unreachable(
          "cannot connect to " + address + ": " + e.getMessage(), e);
    } catch (RedisException e) {
      closeQuietly(socket);
      throw e;
    }
  }

  private void enter(RedisAddress address, List<Command> greeting) throws IOException {
    List<Command> first = new ArrayList<>();
    String password = address.password();
    if (password != null) {
      String user = address.user();
      first.add(user == null ? Command.of("AUTH", password) : Command.of("AUTH", user, password));
    }
    if (address.db() != 0) {
      first.add(Command.of("SELECT", address.db()));
    }
    first.add(Command.of("PING"));
    first.addAll(greeting);
    write(first);
    for (Command sent : first) {
      assert sent != null : "one reply for each command";
      if (in.read() instanceof RedisException refused) {
        throw refused;
      }
    }
  }

  /** Writes commands at once. Only one thread at a time. */
  void write(List<Command> commands) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    commands.forEach(command -> command.writeTo(bytes));
    write(bytes.toByteArray(), 0, bytes.size());
  }

  /** Writes bytes at once. Only one thread at a time. */
  void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
    out.flush();
  }

  boolean hasNext() throws IOException {
    return in.hasNext();
  }

  @Nullable Object read() throws IOException {
    return in.read();
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      assert !socket.isConnected() || socket.isClosed() : "a socket that fails to close is closed";
    }
  }
}
