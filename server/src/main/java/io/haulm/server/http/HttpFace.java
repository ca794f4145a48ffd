package io.haulm.server.http;

import io.haulm.server.config.FaceAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The face for browsers and scripts: what all its connections share. */
public final class HttpFace extends ChannelInitializer<Channel> implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  /** More requests than this do not fit into what is read at once. */
  private static final int PIPELINED_MAX = CHUNK_BYTES / 16;

  private final HttpOptions options;
  private final Exchange exchange;
  private final List<Route> routes = new ArrayList<>();
  private final ByteBudget bodies = ByteBudget.ofBodies();
  private final ByteBudget answers = ByteBudget.ofAnswers();
  private final AtomicInteger connections = new AtomicInteger();

  /** A face with these parts. */
  public HttpFace(HttpOptions options) {
    this.options = options;
    OpenApi description = new OpenApi(options.parts());
    routes.addAll(description.routes());
    options.parts().forEach(part -> routes.addAll(part.routes()));
    Guard guard =
        new Guard(
            new HostNames(options.address(), options.hostNames()),
            options.access(),
            cookieName(options.address()));
    this.exchange =
        new Exchange(new Routes(routes), guard, new StaticFiles(), options.isReadOnly());
  }

  /**
   * The name of a session's cookie. Browsers send cookies to every port of a machine, so that two
   * servers need two names.
   */
  public static String cookieName(FaceAddress address) {
    return address instanceof FaceAddress.Tcp(_, var port) ? "haulm-" + port : "haulm";
  }

  @Override
  protected void initChannel(Channel channel) {
    if (connections.incrementAndGet() > HttpLimits.CONNECTIONS_MAX) {
      connections.decrementAndGet();
      var _ = channel.close();
      return;
    }
    var _ = channel.closeFuture().addListener(_ -> connections.decrementAndGet());
    // A browser that goes away must be noticed.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    RequestDeadline deadline = new RequestDeadline(options.requestMillisMax());
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(HttpLimits.LINE_BYTES_MAX)
                    .setMaxHeaderSize(HttpLimits.HEADER_BYTES_MAX)
                    .setMaxChunkSize(CHUNK_BYTES),
                PIPELINED_MAX),
            new WriteTimeoutHandler(HttpLimits.READ_SECONDS_MAX),
            new HttpServerKeepAliveHandler(),
            new BodyCollector(exchange, bodies),
            deadline,
            new HttpConnection(exchange, bodies, answers, deadline));
  }

  /** What it answers. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Lets no request begin any more. */
  @Override
  public void close() {
    exchange.close();
  }
}
