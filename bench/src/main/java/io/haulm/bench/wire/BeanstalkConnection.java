package io.haulm.bench.wire;

import io.haulm.bench.BenchException;
import java.net.InetSocketAddress;

/** A connection of a load that speaks the beanstalkd protocol. */
public abstract class BeanstalkConnection extends LoadConnection {
  /** Longest reply to a command of a load: a reserved job and its line. */
  private static final int REPLY_BYTES_MAX = Requests.BODY_BYTES + 64;

  private ReplyScanner replies = new ReplyScanner(new byte[0]);
  private byte[] scanned = new byte[0];

  /**
   * Connects.
   *
   * @param inFlightMax how many commands this connection may have sent without an answer; the
   *     buffers are sized by it
   * @param tube the only tube to use and to watch
   */
  protected BeanstalkConnection(InetSocketAddress server, int inFlightMax, String tube) {
    super(
        server,
        inFlightMax * Requests.COMMAND_BYTES_MAX,
        inFlightMax * REPLY_BYTES_MAX,
        channel -> PlainClient.moveTo(channel, tube));
  }

  /**
   * Takes one reply and appends what is to be sent next to {@link #output()}.
   *
   * @param reply more about it; valid during this call
   * @param nowNanos when the reply was read
   */
  protected abstract void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos);

  /** For a reply that no load expects. */
  protected final BenchException unexpected(ReplyScanner.Kind kind, ReplyScanner reply) {
    return new BenchException("unexpected reply " + kind + ": " + reply.line());
  }

  @Override
  @SuppressWarnings(
      "ReferenceEquality") // The very same buffer is asked for, not one of equal content.
  protected final int takeReplies(byte[] bytes, int limit, long nowNanos) {
    if (scanned != bytes) {
      scanned = bytes;
      replies = new ReplyScanner(bytes);
    }
    replies.reset(0, limit);
    for (var kind = replies.next(); kind != ReplyScanner.Kind.INCOMPLETE; kind = replies.next()) {
      onReply(kind, replies, nowNanos);
    }
    return replies.position();
  }
}
