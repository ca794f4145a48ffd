package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection for tests that know what must come: text as ISO 8859-1, so each char is one byte.
 *
 * <p>A thread of its own reads, because the system's sockets of both families have no common way to
 * read with a time limit.
 */
final class Client implements AutoCloseable {

  /** What arrives after the last reply: the server has closed. */
  static final String END = "(closed by the server)";

  private final SocketChannel channel;
  private final LinkedBlockingQueue<String> replies;

  /** Connects; replies are kept until they are asked for. */
  Client(SocketAddress address) {
    this(address, new LinkedBlockingQueue<>());
  }

  private Client(SocketAddress address, LinkedBlockingQueue<String> kept) {
    this(address, kept, kept::add);
  }

  /** Connects; each reply goes to the listener, on another thread, and cannot be received. */
  Client(SocketAddress address, Consumer<String> listener) {
    this(address, new LinkedBlockingQueue<>(), listener);
  }

  private Client(
      SocketAddress address, LinkedBlockingQueue<String> kept, Consumer<String> listener) {
    replies = kept;
    try {
      channel = SocketChannel.open(address);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to " + address, e);
    }
    Thread.ofVirtual().start(() -> ReplyReader.readAll(channel, listener));
  }

  /** Waits until somebody listens at the address. */
  static void awaitListener(SocketAddress address) {
    Polling.untilTrue(
        () -> "nobody listens at " + address,
        () -> {
          try (SocketChannel probe = SocketChannel.open(address)) {
            return probe.isConnected();
          } catch (IOException e) {
            return false;
          }
        });
  }

  /** Sends bytes as they are. */
  Client send(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the server closed while we sent", e);
    }
    return this;
  }

  /** The next reply with its body, without the last CRLF; {@link #END} when the server closed. */
  String receive() {
    String reply = receiveWithin(Polling.PATIENCE.toMillis());
    if (reply == null) {
      throw new AssertionError("no reply within " + Polling.PATIENCE);
    }
    return reply;
  }

  private @Nullable String receiveWithin(long millis) {
    try {
      return replies.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a reply", e);
    }
  }

  /** Sends a line, with the CRLF that this method adds, and gives the reply. */
  String ask(String line) {
    return send(line + "\r\n").receive();
  }

  /** Sends a line and claims its reply. */
  Client expect(String line, String reply) {
    assertThat(ask(line)).as("reply to %s", line).isEqualTo(reply);
    return this;
  }

  /** Claims the next reply. */
  Client expectReply(String reply) {
    assertThat(receive()).isEqualTo(reply);
    return this;
  }

  /** Asks for a dictionary of statistics. */
  Map<String, String> dictionary(String line) {
    return parseDictionary(ask(line));
  }

  /** Puts a job and gives its id. */
  long put(String parameters, String body) {
    String reply = ask("put " + parameters + " " + body.length() + "\r\n" + body);
    assertThat(reply).startsWith("INSERTED ");
    return Long.parseLong(reply.substring("INSERTED ".length()));
  }

  /** The pairs of an {@code OK} reply; empty for another reply. */
  static Map<String, String> parseDictionary(String reply) {
    var pairs = new LinkedHashMap<String, String>();
    for (String line : reply.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        pairs.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return pairs;
  }

  /** Says that nothing more will be sent; replies still come. */
  Client halfClose() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
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
