package io.haulm.bench.wire;

import java.net.InetSocketAddress;

/** Puts stamped jobs, each after the reply to the last. */
public final class ProducerConnection extends BeanstalkConnection {
  private final Recorder recorder;
  private final HandOver handOver;
  private boolean waiting;

  /** Connects. */
  public ProducerConnection(
      InetSocketAddress server, String tube, Recorder recorder, HandOver handOver) {
    super(server, 1, tube);
    this.recorder = recorder;
    this.handOver = handOver;
  }

  @Override
  protected void begin(long nowNanos) {
    handOver.jobPut();
    Requests.stampedPut(output(), nowNanos);
    waiting = true;
  }

  @Override
  protected void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos) {
    if (kind != ReplyScanner.Kind.INSERTED) {
      throw unexpected(kind, reply);
    }
    recorder.count();
    waiting = false;
    if (!isStopping()) {
      begin(nowNanos);
    }
  }

  @Override
  public boolean isIdle() {
    return !waiting;
  }
}
