package io.haulm.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a request together.
 *
 * <p>A small body is taken from anybody. For a longer one the head alone must tell that its sender
 * may send it, and there must be room for it in the budget of all bodies; else it is refused before
 * any of it is taken.
 */
final class BodyCollector extends ChannelInboundHandlerAdapter {
  private final Exchange exchange;
  private final ByteBudget budget;
  private @Nullable HttpRequest head;
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private int bytesMax;
  private long takenBytes;
  private boolean isRefused;

  BodyCollector(Exchange exchange, ByteBudget budget) {
    this.exchange = exchange;
    this.budget = budget;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpRequest request && !isRefused) {
        begin(ctx, request);
      }
      if (message instanceof HttpContent content && !isRefused) {
        take(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    head = request;
    body = new ByteArrayOutputStream(0);
    bytesMax = HttpLimits.SMALL_BODY_BYTES_MAX;
    if (!request.decoderResult().isSuccess()) {
      // Nothing behind it can be understood either.
      isRefused = true;
      ctx.fireChannelRead(new WholeRequest(request, new byte[0], 0));
      return;
    }
    long bytes = HttpUtil.getContentLength(request, 0L);
    if (isRoomFor(ctx, request, bytes) && HttpUtil.is100ContinueExpected(request)) {
      request.headers().remove("Expect");
      var _ =
          ctx.writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
  }

  private void take(ChannelHandlerContext ctx, HttpContent content) {
    HttpRequest request = head;
    if (request == null) {
      return;
    }
    int bytes = content.content().readableBytes();
    if (!isRoomFor(ctx, request, (long) body.size() + bytes)) {
      return;
    }
    byte[] piece = new byte[bytes];
    content.content().readBytes(piece);
    body.writeBytes(piece);
    if (!content.decoderResult().isSuccess()) {
      request.setDecoderResult(content.decoderResult());
    }
    if (content instanceof LastHttpContent) {
      WholeRequest whole = new WholeRequest(request, body.toByteArray(), takenBytes);
      head = null;
      body = new ByteArrayOutputStream(0);
      takenBytes = 0;
      ctx.fireChannelRead(whole);
    }
  }

  /** Sees to it that there is room for a body of so many bytes, or refuses the request. */
  private boolean isRoomFor(ChannelHandlerContext ctx, HttpRequest request, long bytes) {
    if (bytes <= HttpLimits.SMALL_BODY_BYTES_MAX || bytes <= takenBytes) {
      return true;
    }
    try {
      if (takenBytes == 0) {
        bytesMax = exchange.bodyBytesMax(request);
      }
      if (bytes > bytesMax) {
        throw new Problem(413, "body-too-long", "A body here has at most " + bytesMax + " bytes");
      }
      if (!budget.take(bytes - takenBytes)) {
        throw new Problem(503, "busy", "Too many long requests at once; try again");
      }
      takenBytes = bytes;
      return true;
    } catch (Problem problem) {
      refuse(ctx, problem);
      return false;
    }
  }

  private void refuse(ChannelHandlerContext ctx, Problem problem) {
    isRefused = true;
    forget();
    Response.Whole refusal = Exchange.refusal(problem).with("Connection", "close");
    // Past the handler that would close at once: what the client still sends would then reset the
    // connection, and take the answer with it.
    var _ =
        ctx.pipeline()
            .context(HttpServerKeepAliveHandler.class)
            .writeAndFlush(HttpConnection.message(refusal, true))
            .addListener(_ -> endOutput(ctx.channel()));
  }

  /** Tells the client that this was all; what it sends is thrown away until its time is over. */
  private static void endOutput(Channel channel) {
    var _ = channel instanceof DuplexChannel duplex ? duplex.shutdownOutput() : channel.close();
  }

  private void forget() {
    head = null;
    body = new ByteArrayOutputStream(0);
    budget.give(takenBytes);
    takenBytes = 0;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    forget();
    ctx.fireChannelInactive();
  }
}
