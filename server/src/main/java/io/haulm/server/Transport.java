package io.haulm.server;

import io.haulm.server.config.FaceAddress;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Opens sockets: with Linux's epoll where it can be had, else with what the JDK offers. */
enum Transport {
  /** Linux only; knows Unix sockets and inherited ones. */
  EPOLL {
    @Override
    IoHandlerFactory ioHandlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    ServerChannel newServerChannel(FaceAddress address) throws ServerStartException {
      return switch (address) {
        case FaceAddress.Off _ -> throw new IllegalArgumentException("a face that is off");
        case FaceAddress.Tcp _ -> new EpollServerSocketChannel();
        case FaceAddress.Unix _ -> new EpollServerDomainSocketChannel();
        case FaceAddress.Inherited(int fileDescriptor) -> inherited(fileDescriptor);
      };
    }
  },

  /** Everywhere; TCP only. */
  NIO {
    @Override
    IoHandlerFactory ioHandlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    ServerChannel newServerChannel(FaceAddress address) throws ServerStartException {
      return switch (address) {
        case FaceAddress.Off _ -> throw new IllegalArgumentException("a face that is off");
        case FaceAddress.Tcp _ -> new NioServerSocketChannel();
        case FaceAddress.Unix _, FaceAddress.Inherited _ ->
            throw new ServerStartException(
                ServerStartException.Kind.SOCKET,
                address + " can be used on Linux only; choose --beanstalk HOST:PORT");
      };
    }
  };

  // Of Linux's socket.h.
  private static final int SOL_SOCKET = 1;
  private static final IntegerUnixChannelOption ACCEPTS =
      new IntegerUnixChannelOption("SO_ACCEPTCONN", SOL_SOCKET, 30);
  private static final IntegerUnixChannelOption FAMILY =
      new IntegerUnixChannelOption("SO_DOMAIN", SOL_SOCKET, 39);
  private static final int AF_UNIX = 1;

  /** The best one of this machine. */
  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** What an event loop of this transport runs on. */
  abstract IoHandlerFactory ioHandlers();

  /** A channel that can be bound to {@code address}, or has been already if it is inherited. */
  abstract ServerChannel newServerChannel(FaceAddress address) throws ServerStartException;

  /** Where to bind a channel. */
  static SocketAddress socketAddress(FaceAddress address) throws ServerStartException {
    return switch (address) {
      case FaceAddress.Tcp(String host, int port) -> tcp(host, port);
      case FaceAddress.Unix(var path) -> new DomainSocketAddress(path.toString());
      case FaceAddress.Off _, FaceAddress.Inherited _ ->
          throw new IllegalArgumentException(address + " is not bound");
    };
  }

  private static SocketAddress tcp(String host, int port) throws ServerStartException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new ServerStartException(
          ServerStartException.Kind.SOCKET,
          "the name " + host + " is not known here; choose another with --beanstalk HOST:PORT");
    }
    return address;
  }

  private static ServerChannel inherited(int fileDescriptor) throws ServerStartException {
    EpollServerSocketChannel channel = new EpollServerSocketChannel(fileDescriptor);
    Integer accepts;
    Integer family;
    try {
      accepts = channel.config().getOption(ACCEPTS);
      family = channel.config().getOption(FAMILY);
    } catch (RuntimeException _) {
      accepts = 0;
      family = 0;
    }
    if (accepts == null || accepts == 0 || family == null) {
      throw new ServerStartException(
          ServerStartException.Kind.SOCKET,
          "file descriptor " + fileDescriptor + " is not a listening socket; check LISTEN_FDS");
    }
    return family == AF_UNIX ? new EpollServerDomainSocketChannel(fileDescriptor) : channel;
  }

  /** As {@code HOST:PORT} or {@code unix:PATH}. */
  static String show(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress inet -> new FaceAddress.Tcp(hostOf(inet), inet.getPort()).toString();
      case DomainSocketAddress unix -> "unix:" + unix.path();
      default -> address.toString();
    };
  }

  private static String hostOf(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    return host.getHostAddress();
  }
}
