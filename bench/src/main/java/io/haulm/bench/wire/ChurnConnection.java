package io.haulm.bench.wire;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Puts jobs one after the other and deletes older ones, so that the number of jobs stays and the
 * server's journal fills with what is dead.
 *
 * <p>Which of the older ones decides what that costs a server with a journal. If always the oldest
 * goes, whole stretches of the journal die together and can be thrown away. If every third job is
 * passed over and outlives many others, living jobs are left scattered over the journal and must be
 * moved. Both ways send the same commands.
 */
public final class ChurnConnection extends BeanstalkConnection {
  private static final int YOUNG_JOBS = 100;
  private static final int OLD_JOBS = 300;
  private static final int KEEP_ONE_OF = 3;

  private final boolean scattered;
  private final ArrayDeque<Long> young = new ArrayDeque<>();
  private final ArrayDeque<Long> old = new ArrayDeque<>();
  private long puts;
  private boolean idle = true;

  /**
   * Connects.
   *
   * @param scattered whether living jobs are left scattered among dead ones
   */
  public ChurnConnection(InetSocketAddress server, String tube, boolean scattered) {
    super(server, 1, tube);
    this.scattered = scattered;
  }

  @Override
  protected void begin(long nowNanos) {
    idle = false;
    Requests.put(output());
  }

  @Override
  protected void onReply(ReplyScanner.Kind kind, ReplyScanner reply, long nowNanos) {
    switch (kind) {
      case INSERTED -> remember(reply.jobId());
      case DELETED -> {}
      case RESERVED, LINE, INCOMPLETE -> throw unexpected(kind, reply);
    }
    idle = isStopping();
    if (idle) {
      return;
    }
    Long victim = victim();
    if (victim == null) {
      Requests.put(output());
    } else {
      Requests.delete(output(), victim);
    }
  }

  private void remember(long jobId) {
    puts++;
    (scattered && puts % KEEP_ONE_OF == 0 ? old : young).add(jobId);
  }

  /** The next job to delete, or null while there are not enough. */
  private @Nullable Long victim() {
    if (scattered) {
      return old.size() > OLD_JOBS ? old.poll() : young.size() > YOUNG_JOBS ? young.poll() : null;
    }
    return young.size() > YOUNG_JOBS + OLD_JOBS ? young.poll() : null;
  }

  @Override
  public boolean isIdle() {
    return idle;
  }
}
