package io.haulm.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that follows scripts: the first for the first connection, the second for the second. */
final class FakeServer implements AutoCloseable {
  /** How long anything that must come may take on a machine under load. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What is said and heard on one connection; it is closed at the end. */
  interface Script {
    void play(Talk talk) throws IOException;
  }

  /** Takes a connection, plays a script on it, and closes it. */
  private interface Acceptor {
    void accept(Script script) throws IOException;
  }

  private final String address;
  private final Closeable listener;
  private final CompletableFuture<Void> played;
  private final Semaphore ends = new Semaphore(0);

  private FakeServer(String address, Closeable listener, Acceptor acceptor, Script... scripts) {
    this.address = address;
    this.listener = listener;
    this.played =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (Script script : List.of(scripts)) {
                  acceptor.accept(script);
                  ends.release();
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            task -> Threads.platformDaemons("fake-server").newThread(task).start());
  }

  /** Listens on the loopback. */
  static FakeServer playing(Script... scripts) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return on(socket, "127.0.0.1:" + socket.getLocalPort(), scripts);
  }

  /** Listens with a socket that is there. */
  static FakeServer on(ServerSocket socket, String address, Script... scripts) {
    return new FakeServer(
        address,
        socket,
        script -> {
          try (var connection = socket.accept()) {
            connection.setTcpNoDelay(true);
            script.play(new Talk(connection.getInputStream(), connection.getOutputStream()));
          }
        },
        scripts);
  }

  /** Listens at a path. */
  static FakeServer at(Path path, Script... scripts) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(path));
    return new FakeServer(
        "unix:" + path,
        channel,
        script -> {
          try (SocketChannel connection = channel.accept()) {
            script.play(
                new Talk(
                    Channels.newInputStream(connection), Channels.newOutputStream(connection)));
          }
        },
        scripts);
  }

  /** Where it listens, as {@link ServerAddress#of} reads it. */
  String address() {
    return address;
  }

  /** Connects to it. */
  Connection connect() {
    return Connection.open(address);
  }

  /** Waits until so many more scripts were played and their connections closed. */
  void awaitPlayed(int scripts) throws InterruptedException {
    if (!ends.tryAcquire(scripts, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      awaitPlayed();
    }
  }

  /** Waits until all scripts were played to their ends; fails as the first of them that failed. */
  void awaitPlayed() {
    try {
      played.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError("the script was not played to its end", e);
    }
  }

  /** Closes it; the scripts must have been played. */
  @Override
  public void close() throws IOException {
    try {
      awaitPlayed();
    } finally {
      listener.close();
    }
  }
}
