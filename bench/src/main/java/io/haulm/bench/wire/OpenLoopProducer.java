package io.haulm.bench.wire;

import io.haulm.bench.BenchException;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Puts jobs at a fixed rate, whether or not the server keeps up. Each job is stamped with the time
 * at which it <em>should</em> have left, so that a stall counts for every job it delayed, not only
 * for the one that was in flight.
 */
public final class OpenLoopProducer extends BeanstalkConnection {
  /** How many puts may wait for their replies before the load is given up. */
  private static final int IN_FLIGHT_MAX = 1 << 12;

  private final Recorder putLatencies;
  private final HandOver handOver;
  private final long intervalNanos;
  private final long[] dueNanos = new long[IN_FLIGHT_MAX];
  private long sent;
  private long answered;
  private long nextDueNanos;

  /**
   * Connects.
   *
   * @param perSecond how many jobs to put each second
   * @param putLatencies gets the time from when a put should have left to its reply
   */
  public OpenLoopProducer(
      InetSocketAddress server,
      String tube,
      int perSecond,
      Recorder putLatencies,
      HandOver handOver) {
    super(server, IN_FLIGHT_MAX, tube);
    intervalNanos = 1_000_000_000L / perSecond;
    this.putLatencies = putLatencies;
    this.handOver = handOver;
  }

  @Override
  protected void begin(long nowNanos) {
    nextDueNanos = nowNanos;
  }

  /** Sends what is due. To be called as often as possible. */
  public void tick(long nowNanos) {
    if (nowNanos < nextDueNanos) {
      return;
    }
    while (nowNanos >= nextDueNanos) {
      if (sent - answered == IN_FLIGHT_MAX) {
        throw new BenchException("the server does not keep up with the rate of this load");
      }
      Requests.stampedPut(output(), nextDueNanos);
      handOver.jobPut();
      dueNanos[(int) (sent % IN_FLIGHT_MAX)] = nextDueNanos;
      sent++;
      nextDueNanos += intervalNanos;
    }
    try {
      flush();
    } catch (IOException e) {
      throw new BenchException("a connection to the server broke: " + e.getMessage(), e);
    }
  }

  @Override
  protected void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos) {
    if (kind != ReplyScanner.Kind.INSERTED) {
      throw unexpected(kind, reply);
    }
    putLatencies.count();
    putLatencies.latency(nowNanos - dueNanos[(int) (answered % IN_FLIGHT_MAX)]);
    answered++;
  }

  @Override
  public boolean isIdle() {
    return sent == answered;
  }
}
