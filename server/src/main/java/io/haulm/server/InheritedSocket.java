package io.haulm.server;

import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;

/** A listening socket that this process was started with, as systemd hands it over. */
record InheritedSocket(int fileDescriptor, boolean isUnix) {
  // Of Linux's socket.h.
  private static final int SOL_SOCKET = 1;
  private static final int AF_UNIX = 1;
  private static final IntegerUnixChannelOption SO_ACCEPTCONN =
      new IntegerUnixChannelOption("SO_ACCEPTCONN", SOL_SOCKET, 30);
  private static final IntegerUnixChannelOption SO_DOMAIN =
      new IntegerUnixChannelOption("SO_DOMAIN", SOL_SOCKET, 39);

  /** Looks at what was handed over. */
  static InheritedSocket of(int fileDescriptor) throws ServerStartException {
    Integer isListening;
    Integer family;
    try {
      var probe = new EpollServerSocketChannel(fileDescriptor);
      isListening = probe.config().getOption(SO_ACCEPTCONN);
      family = probe.config().getOption(SO_DOMAIN);
    } catch (RuntimeException e) {
      throw notListening(fileDescriptor);
    }
    if (isListening == null || isListening == 0 || family == null) {
      throw notListening(fileDescriptor);
    }
    return new InheritedSocket(fileDescriptor, family == AF_UNIX);
  }

  /** A channel that listens on it. */
  ServerChannel newListener() {
    return isUnix
        ? new EpollServerDomainSocketChannel(fileDescriptor, true)
        : new EpollServerSocketChannel(fileDescriptor);
  }

  private static ServerStartException notListening(int fileDescriptor) {
    return new ServerStartException(
        ServerStartException.Kind.SOCKET,
        "file descriptor " + fileDescriptor + " is no socket that listens; check LISTEN_FDS");
  }
}
