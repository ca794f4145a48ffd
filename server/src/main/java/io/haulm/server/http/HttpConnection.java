package io.haulm.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.WriteTimeoutException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: one request after the other, each answered on a thread of its own before
 * the next one is read.
 */
final class HttpConnection extends SimpleChannelInboundHandler<WholeRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private final Exchange exchange;
  private final ByteBudget bodies;
  private final ByteBudget answers;
  private final RequestDeadline deadline;
  private final ArrayDeque<WholeRequest> waiting = new ArrayDeque<>(0);
  private boolean isAnswering;
  private volatile @Nullable StreamedBody streamed;
  private volatile @Nullable EventStream events;

  HttpConnection(
      Exchange exchange, ByteBudget bodies, ByteBudget answers, RequestDeadline deadline) {
    this.exchange = exchange;
    this.bodies = bodies;
    this.answers = answers;
    this.deadline = deadline;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WholeRequest message) {
    if (events != null) {
      // Whoever listens to events has nothing more to say.
      bodies.give(message.budgetBytes());
      var _ = ctx.close();
    } else if (isAnswering) {
      // Came with the one before; no more than fits into one read can.
      waiting.add(message);
    } else {
      begin(ctx, message);
    }
  }

  private void begin(ChannelHandlerContext ctx, WholeRequest message) {
    isAnswering = true;
    ctx.channel().config().setAutoRead(false);
    HttpRequest head = message.head();
    Request.Incoming incoming =
        new Request.Incoming(
            head.method().name(), head.uri(), head.headers(), message.body(), address(ctx));
    boolean isBegun = false;
    try {
      isBegun =
          exchange.begin(head, lane -> answer(ctx, message, incoming, lane), () -> nextInTurn(ctx));
      if (!isBegun) {
        var _ = sendWhole(ctx, incoming, exchange.busy(head)).addListener(_ -> next(ctx));
      }
    } catch (RejectedExecutionException e) {
      var _ = ctx.close();
    } finally {
      if (!isBegun) {
        bodies.give(message.budgetBytes());
      }
    }
  }

  /** Answers, and tells whether another request may follow. */
  private boolean answer(
      ChannelHandlerContext ctx, WholeRequest message, Request.Incoming incoming, Route.Lane lane)
      throws InterruptedException {
    Response response;
    try {
      boolean isWhole = message.head().decoderResult().isSuccess();
      response = isWhole ? exchange.answer(incoming, lane) : Exchange.notUnderstood();
    } finally {
      bodies.give(message.budgetBytes());
    }
    return send(ctx, incoming, message.head().protocolVersion(), response);
  }

  private boolean send(
      ChannelHandlerContext ctx, Request.Incoming incoming, HttpVersion version, Response response)
      throws InterruptedException {
    if (incoming.method().equals("HEAD") && !(response instanceof Response.Whole)) {
      ChannelFuture _ = sendWhole(ctx, incoming, Response.done()).await();
      return true;
    }
    return switch (response) {
      case Response.Whole whole -> {
        sendCounted(ctx, incoming, whole);
        yield true;
      }
      case Response.Streamed body -> stream(ctx, version, body);
      case Response.Events(var source) -> {
        EventStream stream = new EventStream(ctx.channel(), exchange.stillAllowed(incoming));
        events = stream;
        exchange.streamBegins(ctx.channel());
        var _ = ctx.writeAndFlush(StreamedBody.head(version, "text/event-stream", ""));
        stream.begin();
        // Read on, so that the end of the connection is noticed.
        ctx.channel().config().setAutoRead(true);
        source.accept(stream);
        yield false;
      }
    };
  }

  /** Waits until the client has read it, so that long answers stay counted while they are there. */
  private void sendCounted(
      ChannelHandlerContext ctx, Request.Incoming incoming, Response.Whole whole)
      throws InterruptedException {
    int bytes = whole.body().length;
    boolean isSmall = bytes <= HttpLimits.SMALL_ANSWER_BYTES_MAX;
    if (!isSmall && !answers.take(bytes)) {
      Response.Whole busy = Exchange.refusal(Places.busy(Route.Lane.GENERAL));
      ChannelFuture _ = sendWhole(ctx, incoming, busy).await();
      return;
    }
    try {
      ChannelFuture _ = sendWhole(ctx, incoming, whole).await();
    } finally {
      if (!isSmall) {
        answers.give(bytes);
      }
    }
  }

  private ChannelFuture sendWhole(
      ChannelHandlerContext ctx, Request.Incoming incoming, Response.Whole whole) {
    boolean hasBody = !incoming.method().equals("HEAD");
    return ctx.writeAndFlush(message(whole, hasBody));
  }

  static FullHttpResponse message(Response.Whole whole, boolean hasBody) {
    byte[] body = hasBody ? whole.body() : new byte[0];
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(whole.status()),
            Unpooled.wrappedBuffer(body));
    HttpHeaders headers = message.headers();
    SecurityHeaders.add(headers);
    whole.headers().forEach(headers::set);
    if (!whole.contentType().isEmpty()) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, whole.contentType());
    }
    if (whole.status() != 204 && whole.status() != 304) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, whole.body().length);
    }
    return message;
  }

  private boolean stream(ChannelHandlerContext ctx, HttpVersion version, Response.Streamed response)
      throws InterruptedException {
    StreamedBody body = new StreamedBody(ctx.channel());
    streamed = body;
    var _ =
        ctx.writeAndFlush(StreamedBody.head(version, response.contentType(), response.fileName()));
    try {
      response.writer().write(body);
      body.end();
      return true;
    } catch (IOException | RuntimeException e) {
      // The head has gone, so only a connection that breaks off can tell that this is not all.
      LOG.debug("an answer breaks off: {}", e.toString());
      var _ = ctx.close();
      return false;
    } finally {
      streamed = null;
    }
  }

  private void nextInTurn(ChannelHandlerContext ctx) {
    try {
      ctx.executor().execute(() -> next(ctx));
    } catch (RejectedExecutionException e) {
      LOG.debug("the server stops: {}", e.toString());
    }
  }

  private void next(ChannelHandlerContext ctx) {
    isAnswering = false;
    if (!ctx.channel().isActive()) {
      return;
    }
    WholeRequest message = waiting.poll();
    if (message == null) {
      deadline.await(ctx);
      ctx.channel().config().setAutoRead(true);
      return;
    }
    begin(ctx, message);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    StreamedBody body = streamed;
    if (body != null) {
      body.writabilityChanged();
    }
    EventStream stream = events;
    if (stream != null) {
      stream.writeKept();
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    waiting.forEach(message -> bodies.give(message.budgetBytes()));
    waiting.clear();
    channelWritabilityChanged(ctx);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof WriteTimeoutException)) {
      LOG.warn("a connection is closed: {}", cause.toString());
    }
    var _ = ctx.close();
  }

  private static String address(ChannelHandlerContext ctx) {
    return switch (ctx.channel().remoteAddress()) {
      case InetSocketAddress inet when inet.getAddress() != null ->
          inet.getAddress().getHostAddress();
      case null, default -> Request.LOCAL_ADDRESS;
    };
  }

  /** True for a method that is known to change nothing. */
  static boolean isSafe(String method) {
    return method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name());
  }
}
