package io.haulm.conformance.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between clients and a server, and can cut all connections at once. */
final class Cables implements AutoCloseable {

  private final int serverPort;
  private final ServerSocket door;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CompletableFuture<Socket> held = new CompletableFuture<>();
  private volatile @Nullable String toHold;

  Cables(int serverPort) {
    this(serverPort, 0);
  }

  /** Stands at a port of its own; 0 for any. */
  Cables(int serverPort, int port) {
    this.serverPort = serverPort;
    try {
      this.door = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::acceptAll);
  }

  int port() {
    return door.getLocalPort();
  }

  /** How many connections there have been. */
  int accepted() {
    return accepted.get();
  }

  private void acceptAll() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(client);
        sockets.add(server);
        // Who is counted can be cut.
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      } catch (IOException e) {
        // The door is closed, or the server is gone: nobody gets through.
      }
    }
  }

  /**
   * From now on the first connection that a client sends this text on passes nothing on any more,
   * beginning with what has the text in it.
   */
  void hold(String text) {
    toHold = text;
  }

  /** Waits until such a connection is held, and cuts that one. */
  void cutHeld() throws ExecutionException, InterruptedException {
    close(held.get());
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[64 * 1024];
      boolean isHeld = false;
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        isHeld |= holds(from, new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        if (!isHeld) {
          out.write(bytes, 0, count);
        }
      }
    } catch (IOException e) {
      // One end was cut, so the other is closed too.
    }
  }

  private boolean holds(Socket from, String sent) {
    String text = toHold;
    if (text == null || !sent.contains(text)) {
      return false;
    }
    toHold = null;
    return held.complete(from);
  }

  /** Cuts all connections that there are. */
  void cut() {
    for (Socket next = sockets.poll(); next != null; next = sockets.poll()) {
      close(next);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
