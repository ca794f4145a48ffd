package io.haulm.conformance.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.haulm.conformance.Polling;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A connection that speaks RESP; text is ISO 8859-1, so each char is one byte. */
final class RedisConnection implements AutoCloseable {

  /** What arrives after the last reply: the server has closed. */
  static final Reply END = new Reply.Scalar('!', "closed by the server");

  private final Socket socket;
  private final LinkedBlockingQueue<Reply> kept;

  /** Connects; replies are kept until they are asked for. */
  RedisConnection(InetSocketAddress address) {
    this(address, new LinkedBlockingQueue<>());
  }

  private RedisConnection(InetSocketAddress address, LinkedBlockingQueue<Reply> kept) {
    this(address, kept, kept::add);
  }

  /** Connects; each reply goes to the listener, on another thread, and cannot be received. */
  RedisConnection(InetSocketAddress address, Consumer<Reply> listener) {
    this(address, new LinkedBlockingQueue<>(), listener);
  }

  private RedisConnection(
      InetSocketAddress address, LinkedBlockingQueue<Reply> kept, Consumer<Reply> listener) {
    this.kept = kept;
    try {
      socket = new Socket(address.getAddress(), address.getPort());
      socket.setTcpNoDelay(true);
      var parser = new ReplyParser(new BufferedInputStream(socket.getInputStream()));
      Thread.ofVirtual().start(() -> readAll(parser, listener));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to " + address, e);
    }
  }

  private static void readAll(ReplyParser parser, Consumer<Reply> listener) {
    try {
      while (true) {
        listener.accept(parser.next());
      }
    } catch (IOException e) {
      listener.accept(END);
    }
  }

  /** Sends bytes as they are. */
  void send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("the server closed while we sent", e);
    }
  }

  /** A command as it goes over the wire. */
  static String encode(List<String> words) {
    var text = new StringBuilder("*" + words.size() + "\r\n");
    words.forEach(
        word -> text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n"));
    return text.toString();
  }

  /** Sends a command and gives its reply. */
  Reply ask(String... words) {
    send(encode(List.of(words)));
    return receive();
  }

  /** The next reply; {@link #END} when the server closed. */
  Reply receive() {
    try {
      Reply reply = kept.poll(Polling.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (reply == null) {
        throw new AssertionError("no reply within " + Polling.PATIENCE);
      }
      return reply;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a reply", e);
    }
  }

  /** Says that nothing more will be sent; replies still come. */
  void halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
