package io.haulm.server;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits a while when a client cannot be accepted, for want of file descriptors most often. The
 * client stays in the backlog; to try again and again would only burn the processor.
 */
final class AcceptPause extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptPause.class);
  private static final int PAUSE_MILLIS = 500;

  /** So often, at most, the log is told: as long as it lasts, the reason stays the same. */
  private static final long LOG_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long loggedNanos = System.nanoTime() - LOG_PAUSE_NANOS;

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    long nowNanos = System.nanoTime();
    if (nowNanos - loggedNanos >= LOG_PAUSE_NANOS) {
      loggedNanos = nowNanos;
      LOG.warn("clients have to wait, because none can be accepted: {}", cause.getMessage());
    }
    ChannelConfig config = ctx.channel().config();
    if (config.isAutoRead()) {
      config.setAutoRead(false);
      var _ =
          ctx.executor()
              .schedule(() -> config.setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
