package io.haulm.server;

import io.haulm.server.redis.script.ScriptOptions;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;

/** How sockets are served: by Linux's epoll where it is to be had, else by the JDK. */
enum Transport {
  EPOLL,
  NIO;

  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** The shard's thread, which also runs scripts. */
  EventLoopGroup newLoops() {
    var threads =
        new DefaultThreadFactory("haulm-shard") {
          @Override
          protected Thread newThread(Runnable task, String name) {
            return new FastThreadLocalThread(threadGroup, task, name, ScriptOptions.STACK_BYTES);
          }
        };
    return new MultiThreadIoEventLoopGroup(1, threads, newHandlers());
  }

  private IoHandlerFactory newHandlers() {
    return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  /** The thread that reads and writes for the HTTP face, so that browsers do not hold up jobs. */
  EventLoopGroup newHttpLoops() {
    return new MultiThreadIoEventLoopGroup(
        1, new DefaultThreadFactory("haulm-http-io", true), newHandlers());
  }

  ServerChannel newTcpListener() {
    return this == EPOLL ? new EpollServerSocketChannel() : new NioServerSocketChannel();
  }

  ServerChannel newUnixListener() {
    return this == EPOLL
        ? new EpollServerDomainSocketChannel()
        : new NioServerDomainSocketChannel();
  }
}
