package io.haulm.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that asks and asks, and reads nothing. */
final class SlowReader implements AutoCloseable {

  /** A server that still takes commands does so within this time. */
  private static final Duration STOPPED_AFTER = Duration.ofSeconds(2);

  private final SocketChannel channel;

  SlowReader(SocketAddress address) {
    try {
      channel = SocketChannel.open(address);
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the command until the server takes no more; says how often that was. */
  long sendUntilStopped(String command, int timesMax) {
    ByteBuffer bytes = ByteBuffer.wrap(command.getBytes(StandardCharsets.ISO_8859_1));
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      for (long times = 0; times < timesMax; times++) {
        bytes.rewind();
        while (bytes.hasRemaining()) {
          if (channel.write(bytes) == 0 && selector.select(STOPPED_AFTER.toMillis()) == 0) {
            return times;
          }
          selector.selectedKeys().clear();
        }
      }
      return timesMax;
    } catch (IOException e) {
      throw new UncheckedIOException("the server closed", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
