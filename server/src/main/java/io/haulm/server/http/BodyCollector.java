package io.haulm.server.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Puts the pieces of a request together, as long as they are not too many. */
final class BodyCollector extends HttpObjectAggregator {
  BodyCollector() {
    super(HttpLimits.BODY_BYTES_MAX);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    var _ =
        ctx.writeAndFlush(HttpConnection.message(Exchange.tooLong(), true))
            .addListener(ChannelFutureListener.CLOSE);
  }
}
