package io.haulm.bench.wire;

import io.haulm.bench.BenchException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a load. A subclass decides what is sent when a reply comes; this class moves
 * the bytes. All commands that the replies of one read give rise to leave in one write.
 *
 * <p>Not thread-safe: its {@link LoadLoop} owns it.
 */
public abstract class LoadConnection implements AutoCloseable {
  /** Longest reply to a command of a load: a reserved job and its line. */
  private static final int REPLY_BYTES_MAX = Requests.BODY_BYTES + 64;

  private final SocketChannel channel;
  private final byte[] input;
  private final ByteBuffer inputBuffer;
  private final ReplyScanner replies;
  private final ByteBuffer output;
  private @Nullable SelectionKey key;
  private boolean stopping;

  /**
   * Connects.
   *
   * @param inFlightMax how many commands this connection may have sent without an answer; the
   *     buffers are sized by it
   * @param tube the only tube to use and to watch
   */
  protected LoadConnection(InetSocketAddress server, int inFlightMax, String tube) {
    // A reply may give rise to two commands, and the connection still drains what it sent before.
    output = ByteBuffer.allocateDirect(2 * inFlightMax * Requests.COMMAND_BYTES_MAX);
    input = new byte[inFlightMax * REPLY_BYTES_MAX];
    inputBuffer = ByteBuffer.wrap(input);
    replies = new ReplyScanner(input);
    try {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      // Closing by reset leaves no port waiting, so that many rounds of many connections go.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      PlainClient.moveTo(channel, tube);
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new BenchException("cannot connect to " + server + ": " + e.getMessage(), e);
    }
  }

  /** Sends what starts a round into {@link #output()}. */
  protected abstract void begin(long nowNanos);

  /**
   * Takes one reply and appends what is to be sent next to {@link #output()}.
   *
   * @param reply more about it; valid during this call
   * @param nowNanos when the reply was read
   */
  protected abstract void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos);

  /** True when every command sent was answered and nothing is to be sent. */
  public abstract boolean isIdle();

  /** What is to be sent; leaves at the end of the turn. */
  protected final ByteBuffer output() {
    return output;
  }

  /** True when the round ends: finish what was begun, begin nothing new. */
  protected final boolean isStopping() {
    return stopping;
  }

  /** For a reply that no load expects. */
  protected final BenchException unexpected(ReplyScanner.Kind kind, ReplyScanner reply) {
    return new BenchException("unexpected reply " + kind + ": " + reply.line());
  }

  final void register(Selector selector) throws IOException {
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  final void start(long nowNanos) throws IOException {
    stopping = false;
    begin(nowNanos);
    flush();
  }

  /** Asks for the end of the round. */
  public final void stop() {
    stopping = true;
  }

  /** Sends, reads and answers as far as that goes without waiting; tells if a reply came. */
  final boolean turn() throws IOException {
    int read = channel.read(inputBuffer);
    if (read < 0) {
      throw new BenchException("the server closed a connection");
    }
    long nowNanos = System.nanoTime();
    replies.reset(0, inputBuffer.position());
    boolean progress = false;
    for (var kind = replies.next(); kind != ReplyScanner.Kind.INCOMPLETE; kind = replies.next()) {
      onReply(kind, replies, nowNanos);
      progress = true;
    }
    keepIncomplete();
    flush();
    return progress;
  }

  /** Sends what {@link #output()} holds. */
  protected final void flush() throws IOException {
    if (output.position() == 0) {
      return;
    }
    output.flip();
    channel.write(output);
    boolean rest = output.hasRemaining();
    output.compact();
    SelectionKey registered = key;
    if (registered != null && rest != ((registered.interestOps() & SelectionKey.OP_WRITE) != 0)) {
      registered.interestOps(
          rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  private void keepIncomplete() {
    int left = inputBuffer.position() - replies.position();
    if (left > 0) {
      System.arraycopy(input, replies.position(), input, 0, left);
    }
    inputBuffer.clear().position(left);
  }

  @Override
  public final void close() throws IOException {
    channel.close();
  }
}
