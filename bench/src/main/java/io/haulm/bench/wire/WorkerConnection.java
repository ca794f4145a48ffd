package io.haulm.bench.wire;

import java.net.InetSocketAddress;

/**
 * Waits for a job, deletes it, waits for the next. Records how long each job took from the time in
 * its body to the reply. Between rounds its reserve goes on waiting at the server.
 */
public final class WorkerConnection extends BeanstalkConnection {
  private final Recorder recorder;
  private final HandOver handOver;
  private boolean begun;

  /** Connects. */
  public WorkerConnection(
      InetSocketAddress server, String tube, Recorder recorder, HandOver handOver) {
    super(server, 1, tube);
    this.recorder = recorder;
    this.handOver = handOver;
  }

  @Override
  protected void begin(long nowNanos) {
    if (!begun) {
      begun = true;
      Requests.reserve(output());
    }
  }

  @Override
  protected void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos) {
    recorder.count();
    switch (kind) {
      case RESERVED -> {
        recorder.latency(nowNanos - reply.bodyNumber(0, Requests.STAMP_DIGITS));
        Requests.delete(output(), reply.jobId());
      }
      case DELETED -> {
        handOver.jobDone();
        Requests.reserve(output());
      }
      case INSERTED, LINE, INCOMPLETE -> throw unexpected(kind, reply);
    }
  }

  @Override
  public boolean isIdle() {
    return handOver.isComplete();
  }
}
