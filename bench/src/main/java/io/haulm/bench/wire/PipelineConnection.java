package io.haulm.bench.wire;

import java.net.InetSocketAddress;

/**
 * Puts jobs, or reserves and deletes jobs, with a fixed number of commands in flight.
 *
 * <p>A drain sends exactly as many reserves as it was told, so it ends when there are as many jobs.
 */
public final class PipelineConnection extends BeanstalkConnection {
  private final Recorder recorder;

  /** When the commands in flight were sent; a ring, the oldest at {@code answered}. */
  private final long[] sentNanos;

  private long sent;
  private long answered;
  private long inserted;
  private long putsLeft;
  private long reservesLeft;

  /**
   * Connects.
   *
   * @param inFlight how many commands are in flight
   */
  public PipelineConnection(
      InetSocketAddress server, String tube, int inFlight, Recorder recorder) {
    super(server, inFlight, tube);
    this.recorder = recorder;
    sentNanos = new long[inFlight];
  }

  /** In the next round, put {@code jobs} jobs, or fewer when the round is stopped before. */
  public void willPut(long jobs) {
    putsLeft = jobs;
    reservesLeft = 0;
    inserted = 0;
  }

  /** In the next round, reserve and delete {@code jobs} jobs. */
  public void willDrain(long jobs) {
    putsLeft = 0;
    reservesLeft = jobs;
  }

  /** How many jobs were put since {@link #willPut}. */
  public long inserted() {
    return inserted;
  }

  @Override
  protected void begin(long nowNanos) {
    for (int i = 0; i < sentNanos.length; i++) {
      sendNext(nowNanos);
    }
  }

  @Override
  protected void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos) {
    recorder.count();
    recorder.latency(nowNanos - sentNanos[(int) (answered % sentNanos.length)]);
    answered++;
    switch (kind) {
      case INSERTED -> {
        inserted++;
        sendNext(nowNanos);
      }
      case RESERVED -> {
        Requests.delete(output(), reply.jobId());
        stamp(nowNanos);
      }
      case DELETED -> sendNext(nowNanos);
      case LINE, INCOMPLETE -> throw unexpected(kind, reply);
    }
  }

  private void sendNext(long nowNanos) {
    if (putsLeft > 0 && !isStopping()) {
      putsLeft--;
      Requests.put(output());
      stamp(nowNanos);
    } else if (reservesLeft > 0) {
      reservesLeft--;
      Requests.reserve(output());
      stamp(nowNanos);
    }
  }

  private void stamp(long nowNanos) {
    sentNanos[(int) (sent % sentNanos.length)] = nowNanos;
    sent++;
  }

  @Override
  public boolean isIdle() {
    return sent == answered && (isStopping() || putsLeft == 0);
  }
}
