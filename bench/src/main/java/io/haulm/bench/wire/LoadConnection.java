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
 * One connection of a load. A subclass finds the replies and decides what is sent when one comes;
 * this class moves the bytes. All commands that the replies of one read give rise to leave in one
 * write.
 *
 * <p>Not thread-safe: its {@link LoadLoop} owns it.
 */
public abstract class LoadConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final byte[] input;
  private final ByteBuffer inputBuffer;
  private final ByteBuffer output;
  private @Nullable SelectionKey key;
  private boolean stopping;

  /** What is said on a connection before the load begins, while it still blocks. */
  protected interface Greeting {
    /** Says it and waits for the answers. */
    void say(SocketChannel channel) throws IOException;
  }

  /**
   * Connects.
   *
   * @param outputBytes room for all that may be waiting to be sent
   * @param inputBytes room for the longest reply, and for as many as shall be taken in one go
   */
  protected LoadConnection(
      InetSocketAddress server, int outputBytes, int inputBytes, Greeting greeting) {
    output = ByteBuffer.allocateDirect(outputBytes);
    input = new byte[inputBytes];
    inputBuffer = ByteBuffer.wrap(input);
    try {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      // Closing by reset leaves no port waiting, so that many rounds of many connections go.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      greeting.say(channel);
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new BenchException("cannot connect to " + server + ": " + e.getMessage(), e);
    }
  }

  /** Sends what starts a round into {@link #output()}. */
  protected abstract void begin(long nowNanos);

  /**
   * Takes all whole replies and appends what is to be sent next to {@link #output()}.
   *
   * @param bytes where the replies are; valid during this call
   * @param limit how many of the bytes were read
   * @param nowNanos when they were read
   * @return where the first byte that belongs to no whole reply lies
   */
  protected abstract int takeReplies(byte[] bytes, int limit, long nowNanos);

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
    int taken = takeReplies(input, inputBuffer.position(), System.nanoTime());
    keepIncomplete(taken);
    flush();
    return taken > 0;
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

  private void keepIncomplete(int taken) {
    int left = inputBuffer.position() - taken;
    if (left == input.length) {
      throw new BenchException("a reply is longer than this load expects");
    }
    if (left > 0) {
      System.arraycopy(input, taken, input, 0, left);
    }
    inputBuffer.clear().position(left);
  }

  @Override
  public final void close() throws IOException {
    channel.close();
  }
}
