package io.haulm.bench.wire;

import io.haulm.bench.BenchException;
import java.net.InetSocketAddress;

/** Sends a few commands of the Redis protocol round and round, a fixed number in flight. */
public final class RespConnection extends LoadConnection {
  private final byte[][] commands;
  private final Recorder recorder;
  private final RespScanner replies = new RespScanner();

  /** When the commands in flight were sent; a ring, the oldest at {@code answered}. */
  private final long[] sentNanos;

  private long sent;
  private long answered;
  private long left = Long.MAX_VALUE;

  /**
   * Connects.
   *
   * @param inFlight how many commands are in flight
   * @param replyBytesMax length of the longest reply
   * @param commands sent in this order, and then again; none may be answered by an error or a null
   */
  public RespConnection(
      InetSocketAddress server,
      int inFlight,
      int replyBytesMax,
      Recorder recorder,
      byte[]... commands) {
    super(server, inFlight * longest(commands), inFlight * replyBytesMax, _ -> {});
    this.commands = commands.clone();
    this.recorder = recorder;
    sentNanos = new long[inFlight];
  }

  private static int longest(byte[][] commands) {
    int longest = 0;
    for (byte[] command : commands) {
      longest = Math.max(longest, command.length);
    }
    return longest;
  }

  /** In the next round, send so many commands, or fewer when the round is stopped before. */
  public void willSend(long count) {
    left = count;
  }

  @Override
  protected void begin(long nowNanos) {
    for (int i = 0; i < sentNanos.length; i++) {
      sendNext(nowNanos);
    }
  }

  @Override
  protected int takeReplies(byte[] bytes, int limit, long nowNanos) {
    replies.reset(bytes, limit);
    for (byte kind = replies.next(); kind != RespScanner.INCOMPLETE; kind = replies.next()) {
      if (kind == '-' || replies.isNullArray()) {
        throw new BenchException("unexpected reply: " + replies.text());
      }
      recorder.count();
      recorder.latency(nowNanos - sentNanos[(int) (answered % sentNanos.length)]);
      answered++;
      sendNext(nowNanos);
    }
    return replies.position();
  }

  private void sendNext(long nowNanos) {
    // Commands belong together: a round ends where a new one would begin.
    boolean between = sent % commands.length == 0;
    if (left == 0 || (isStopping() && between)) {
      return;
    }
    left--;
    output().put(commands[(int) (sent % commands.length)]);
    sentNanos[(int) (sent % sentNanos.length)] = nowNanos;
    sent++;
  }

  @Override
  public boolean isIdle() {
    return sent == answered && (left == 0 || isStopping());
  }
}
