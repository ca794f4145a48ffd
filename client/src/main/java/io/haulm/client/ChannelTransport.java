package io.haulm.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** TCP in the clear, or a socket in the file system. */
final class ChannelTransport implements Transport {
  private final SocketChannel channel;

  private ChannelTransport(SocketChannel channel) {
    this.channel = channel;
  }

  static ChannelTransport connect(ConnectionOptions options) throws IOException {
    ServerAddress address = options.address();
    SocketAddress target = address.resolve();
    if (target instanceof InetSocketAddress tcp && tcp.isUnresolved()) {
      throw new UnknownHostException(address.host() + ": unknown host");
    }
    SocketChannel channel =
        address.isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    try {
      if (address.isUnix()) {
        channel.connect(target);
      } else {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel.socket().connect(target, options.connectMillis());
      }
      return new ChannelTransport(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, offset, length));
  }

  @Override
  public int write(byte[] from, int offset, int length) throws IOException {
    return channel.write(ByteBuffer.wrap(from, offset, length));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way; there is nothing that a caller could do about it.
    }
  }

  @Override
  public boolean readIsInterruptible() {
    return true;
  }

  @Override
  public boolean looksAlive() {
    try {
      channel.configureBlocking(false);
      try {
        // A byte that nobody has asked for means that we and the server no longer agree.
        return channel.read(ByteBuffer.allocate(1)) == 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return false;
    }
  }
}
