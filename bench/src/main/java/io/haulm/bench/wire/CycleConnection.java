package io.haulm.bench.wire;

import java.net.InetSocketAddress;

/** Puts a job, reserves one, deletes it, and so on, each command after the reply to the last. */
public final class CycleConnection extends BeanstalkConnection {
  private final Recorder recorder;
  private long sentNanos;
  private boolean idle = true;

  /** Connects. */
  public CycleConnection(InetSocketAddress server, String tube, Recorder recorder) {
    super(server, 1, tube);
    this.recorder = recorder;
  }

  @Override
  protected void begin(long nowNanos) {
    idle = false;
    Requests.put(output());
    sentNanos = nowNanos;
  }

  @Override
  protected void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos) {
    recorder.count();
    recorder.latency(nowNanos - sentNanos);
    sentNanos = nowNanos;
    switch (kind) {
      case INSERTED -> Requests.reserve(output());
      case RESERVED -> Requests.delete(output(), reply.jobId());
      case DELETED -> {
        idle = isStopping();
        if (!idle) {
          Requests.put(output());
        }
      }
      case LINE, INCOMPLETE -> throw unexpected(kind, reply);
    }
  }

  @Override
  public boolean isIdle() {
    return idle;
  }
}
