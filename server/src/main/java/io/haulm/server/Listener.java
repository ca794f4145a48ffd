package io.haulm.server;

import io.haulm.server.config.FaceAddress;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A socket that accepts connections for a face. */
final class Listener {
  private static final int BACKLOG = 1024;
  private static final int WRITE_LOW_BYTES = 256 * 1024;
  private static final int WRITE_HIGH_BYTES = 1024 * 1024;

  private final Channel channel;
  private final FaceAddress address;

  private Listener(Channel channel, FaceAddress address) {
    this.channel = channel;
    this.address = address;
  }

  /**
   * Opens a socket.
   *
   * @param option the option that chooses the address, for messages
   */
  static Listener open(
      Transport transport,
      EventLoopGroup loops,
      FaceAddress address,
      ChannelHandler face,
      String option)
      throws ServerStartException {
    Channel channel =
        switch (address) {
          case FaceAddress.Tcp tcp ->
              bind(
                  bootstrap(loops, transport::newTcpListener, face, true),
                  resolve(tcp),
                  tcp,
                  option);
          case FaceAddress.Unix(var path) -> {
            removeOldSocket(path);
            yield bind(
                bootstrap(loops, transport::newUnixListener, face, false),
                unixAddress(transport, path),
                address,
                option);
          }
          case FaceAddress.Inherited(var fd) -> adopt(transport, loops, fd, face);
          case FaceAddress.Off _ -> throw new IllegalArgumentException("a face that is off");
        };
    return new Listener(channel, address);
  }

  /** Where it really listens. */
  String address() {
    SocketAddress local = channel.localAddress();
    if (address instanceof FaceAddress.Tcp(var host, _)
        && local instanceof InetSocketAddress bound) {
      return new FaceAddress.Tcp(host, bound.getPort()).toString();
    }
    return address.toString();
  }

  /** Stops accepting; a Unix socket's file is removed. */
  void close() {
    var _ = channel.close().awaitUninterruptibly();
    if (address instanceof FaceAddress.Unix(var path)) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        // The next start removes it.
      }
    }
  }

  private static ServerBootstrap bootstrap(
      EventLoopGroup loops,
      ChannelFactory<ServerChannel> factory,
      ChannelHandler face,
      boolean isTcp) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(factory)
            .handler(new AcceptPause())
            .childHandler(face)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(WRITE_LOW_BYTES, WRITE_HIGH_BYTES));
    if (isTcp) {
      bootstrap
          .option(ChannelOption.SO_REUSEADDR, true)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childOption(ChannelOption.SO_KEEPALIVE, true);
    }
    return bootstrap;
  }

  private static Channel bind(
      ServerBootstrap bootstrap, SocketAddress socket, FaceAddress address, String option)
      throws ServerStartException {
    ChannelFuture bound = bootstrap.bind(socket).awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    throw new ServerStartException(
        ServerStartException.Kind.SOCKET, explain(address, bound.cause(), option));
  }

  private static String explain(FaceAddress address, @Nullable Throwable cause, String option) {
    String why = String.valueOf(cause == null ? "unknown reason" : cause.getMessage());
    if (why.contains("in use")) {
      return address + " is taken by another process; choose another address with " + option;
    }
    if (why.contains("ermission denied")) {
      return "no permission to listen on " + address + "; choose another address with " + option;
    }
    return "cannot listen on " + address + ": " + why + "; choose another address with " + option;
  }

  private static InetSocketAddress resolve(FaceAddress.Tcp tcp) throws ServerStartException {
    InetSocketAddress resolved = new InetSocketAddress(tcp.host(), tcp.port());
    if (resolved.isUnresolved()) {
      throw new ServerStartException(
          ServerStartException.Kind.SOCKET, "there is no host called " + tcp.host());
    }
    return resolved;
  }

  private static SocketAddress unixAddress(Transport transport, Path path) {
    return transport == Transport.EPOLL
        ? new DomainSocketAddress(path.toString())
        : UnixDomainSocketAddress.of(path);
  }

  /** A socket's file outlives a server that was killed; any other file is somebody's data. */
  private static void removeOldSocket(Path path) throws ServerStartException {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      boolean isOther =
          Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
              || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
              || Files.isSymbolicLink(path);
      if (isOther) {
        throw new ServerStartException(
            ServerStartException.Kind.SOCKET, path + " exists and is not a socket");
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new ServerStartException(
          ServerStartException.Kind.SOCKET,
          "the old socket " + path + " cannot be removed: " + e.getMessage());
    }
  }

  private static Channel adopt(
      Transport transport, EventLoopGroup loops, int fileDescriptor, ChannelHandler face)
      throws ServerStartException {
    if (transport != Transport.EPOLL) {
      throw new ServerStartException(
          ServerStartException.Kind.SOCKET,
          "a socket handed over by the system needs Linux's native transport, which is missing");
    }
    InheritedSocket socket = InheritedSocket.of(fileDescriptor);
    ServerBootstrap bootstrap = bootstrap(loops, socket::newListener, face, !socket.isUnix());
    ChannelFuture registered = bootstrap.register().awaitUninterruptibly();
    if (registered.isSuccess()) {
      return registered.channel();
    }
    throw new ServerStartException(
        ServerStartException.Kind.SOCKET,
        "the socket handed over as file descriptor "
            + fileDescriptor
            + " cannot be used: "
            + registered.cause());
  }
}
