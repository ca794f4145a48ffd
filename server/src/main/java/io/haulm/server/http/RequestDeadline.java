package io.haulm.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that does not bring a whole request in time: one that is idle, or one that
 * sends a byte now and then to hold a place.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
  private final long millis;
  private @Nullable ScheduledFuture<?> closing;

  RequestDeadline(long millis) {
    this.millis = millis;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    await(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof WholeRequest) {
      stop();
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  /** From now on the next request is waited for. On the channel's thread. */
  void await(ChannelHandlerContext ctx) {
    stop();
    closing =
        ctx.executor()
            .schedule(
                () -> {
                  var _ = ctx.close();
                },
                millis,
                TimeUnit.MILLISECONDS);
  }

  private void stop() {
    ScheduledFuture<?> scheduled = closing;
    if (scheduled != null) {
      boolean _ = scheduled.cancel(false);
      closing = null;
    }
  }
}
