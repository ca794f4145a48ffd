package io.haulm.server;

import io.haulm.server.config.FaceAddress;
import io.haulm.server.shard.Connection;
import io.haulm.server.shard.Shard;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket that listens for the clients of one face. */
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private static final int BACKLOG = 1024;
  private static final WriteBufferWaterMark WRITE_MARKS =
      new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

  private final FaceAddress address;
  private final Channel channel;

  private Listener(FaceAddress address, Channel channel) {
    this.address = address;
    this.channel = channel;
  }

  /**
   * Listens.
   *
   * @param connectionsMax further clients are closed at once
   * @param connections makes the connection of a client that has come
   */
  static Listener open(
      FaceAddress address,
      Transport transport,
      EventLoopGroup group,
      Shard shard,
      int connectionsMax,
      Supplier<Connection> connections)
      throws ServerStartException {
    ServerChannel serverChannel = transport.newServerChannel(address);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channelFactory(() -> serverChannel)
            .handler(new AcceptPause())
            .childHandler(new Initializer(shard, connectionsMax, connections))
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_MARKS);
    if (!isUnix(serverChannel)) {
      bootstrap
          .option(ChannelOption.SO_REUSEADDR, true)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childOption(ChannelOption.SO_KEEPALIVE, true);
    }
    return new Listener(address, open(address, bootstrap));
  }

  private static Channel open(FaceAddress address, ServerBootstrap bootstrap)
      throws ServerStartException {
    ChannelFuture opened;
    if (address instanceof FaceAddress.Inherited) {
      opened = bootstrap.register();
    } else {
      if (address instanceof FaceAddress.Unix(Path path)) {
        removeOldSocket(path);
      }
      SocketAddress socketAddress = Transport.socketAddress(address);
      opened = bootstrap.bind(socketAddress);
    }
    opened.awaitUninterruptibly();
    if (!opened.isSuccess()) {
      throw refused(address, opened.cause());
    }
    return opened.channel();
  }

  /** Where it listens, ready to be shown. */
  String shownAddress() {
    return Transport.show(channel.localAddress());
  }

  /** Takes no more clients. Callable from any thread but the shard's. */
  void close() {
    channel.close().awaitUninterruptibly();
    if (address instanceof FaceAddress.Unix(Path path)) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        LOG.warn("Cannot remove the socket {}: {}", path, e.getMessage());
      }
    }
  }

  private static void removeOldSocket(Path path) throws ServerStartException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      // A socket is neither a file nor a folder nor a link.
      if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        throw socketProblem(path + " exists and is no socket; choose another path");
      }
      Files.delete(path);
    } catch (IOException e) {
      throw socketProblem("the old socket " + path + " cannot be removed: " + e.getMessage());
    }
  }

  private static ServerStartException refused(FaceAddress address, Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    String lowered = reason.toLowerCase(Locale.ROOT);
    if (lowered.contains("permission denied")) {
      return socketProblem("no permission to listen on " + address + "; choose another address");
    }
    if (address instanceof FaceAddress.Tcp(String host, int port)) {
      if (lowered.contains("in use")) {
        return socketProblem(
            "port %d on %s is taken by another process; choose another with --beanstalk HOST:PORT"
                .formatted(port, host));
      }
      if (lowered.contains("assign requested address")) {
        return socketProblem(
            host + " is no address of this machine; choose another with --beanstalk HOST:PORT");
      }
    }
    return socketProblem("cannot listen on " + address + ": " + reason);
  }

  private static ServerStartException socketProblem(String message) {
    return new ServerStartException(ServerStartException.Kind.SOCKET, message);
  }

  private static boolean isUnix(ServerChannel channel) {
    return channel instanceof EpollServerDomainSocketChannel;
  }

  /** Makes a connection of each socket that was accepted. */
  private static final class Initializer extends ChannelInitializer<Channel> {
    private final Shard shard;
    private final int connectionsMax;
    private final Supplier<Connection> connections;
    private final RareWarning tooMany = new RareWarning(LOG);

    Initializer(Shard shard, int connectionsMax, Supplier<Connection> connections) {
      this.shard = shard;
      this.connectionsMax = connectionsMax;
      this.connections = connections;
    }

    @Override
    protected void initChannel(Channel accepted) {
      if (shard.connectionCount() >= connectionsMax) {
        tooMany.warn("Closed a new connection: " + connectionsMax + " clients are connected");
        accepted.unsafe().closeForcibly();
      } else {
        accepted.config().setRecvByteBufAllocator(shard.receiveAllocator());
        accepted.pipeline().addLast(connections.get());
      }
    }
  }

  /**
   * Pauses when a client cannot be accepted, for want of file descriptors mostly. The client stays
   * in the backlog; trying again and again would only burn the processor.
   */
  private static final class AcceptPause extends ChannelInboundHandlerAdapter {
    private static final int PAUSE_MILLIS = 500;

    private final RareWarning cannotAccept = new RareWarning(LOG);

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Setting a flag does not fail.
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      cannotAccept.warn("Cannot accept a client: " + cause.getMessage());
      ChannelConfig config = ctx.channel().config();
      if (config.isAutoRead()) {
        config.setAutoRead(false);
        ctx.executor()
            .schedule(() -> config.setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }
}
