package io.haulm.conformance.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A redis-server of our own: a free port of this machine only, nothing kept. */
final class RedisBroker implements AutoCloseable {

  private final Process process;
  private final int port;

  private RedisBroker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static RedisBroker start() {
    try {
      int port = freePort();
      Path folder = Files.createTempDirectory("haulm-redis");
      Process process =
          new ProcessBuilder(
                  "redis-server",
                  "--port",
                  String.valueOf(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--dir",
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      RedisBroker broker = new RedisBroker(process, port);
      Eventually.holds("redis-server answers", broker::answers);
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException("redis-server is needed: apt-get install redis-server", e);
    }
  }

  String address() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  int port() {
    return port;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
