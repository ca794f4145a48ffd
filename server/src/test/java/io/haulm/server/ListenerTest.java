package io.haulm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.server.config.FaceAddress;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ListenerTest {
  @TempDir Path folder;

  @Test
  void takenPortIsToldInOneLine() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FaceAddress address = new FaceAddress.Tcp("127.0.0.1", other.getLocalPort());

      assertThatThrownBy(() -> Servers.on(address))
          .isInstanceOf(ServerStartException.class)
          .hasMessage(
              address + " is taken by another process; choose another address with --beanstalk");
    }
  }

  @Test
  void unknownHostIsToldInOneLine() {
    assertThatThrownBy(() -> Servers.on(new FaceAddress.Tcp("no-such-host.invalid", 0)))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void faceThatIsOffListensNowhere() throws Exception {
    try (HaulmServer server = Servers.on(new FaceAddress.Off())) {
      assertThat(server.beanstalkAddress()).isEmpty();
    }
  }

  @Test
  void endOfAClosedServerIsNoFailure() throws Exception {
    HaulmServer server = Servers.plain();

    server.close();

    server.awaitEnd();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void unixSocketIsServedAndRemoved() throws Exception {
    Path path = folder.resolve("haulm.sock");

    try (HaulmServer server = Servers.on(new FaceAddress.Unix(path))) {
      assertThat(server.beanstalkAddress()).contains("unix:" + path);
      assertThat(askOverUnix(path)).isEqualTo("USING default\r\n");
    }

    assertThat(path).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void oldUnixSocketIsReplaced() throws Exception {
    Path path = folder.resolve("old.sock");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(path))
        .close();
    assertThat(path).exists();

    try (HaulmServer _ = Servers.on(new FaceAddress.Unix(path))) {
      assertThat(askOverUnix(path)).isEqualTo("USING default\r\n");
    }
  }

  @Test
  void anyOtherFileInTheSocketsPlaceIsRefusedAndKept() throws Exception {
    Path path = Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> Servers.on(new FaceAddress.Unix(path)))
        .isInstanceOf(ServerStartException.class)
        .hasMessage(path + " exists and is not a socket");

    assertThat(path).hasContent("mine");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void inheritedTcpSocketIsServed() throws Exception {
    try (Inherited inherited =
            new Inherited(
                new EpollServerSocketChannel(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        HaulmServer server = Servers.on(inherited.address());
        Client client = new Client(inherited.port())) {
      assertThat(client.ask("list-tube-used")).isEqualTo("USING default");
      assertThat(server.beanstalkAddress()).contains(inherited.address().toString());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void inheritedUnixSocketIsServed() throws Exception {
    Path path = folder.resolve("inherited.sock");
    try (Inherited inherited =
            new Inherited(
                new EpollServerDomainSocketChannel(), new DomainSocketAddress(path.toString()));
        HaulmServer _ = Servers.on(inherited.address())) {
      assertThat(askOverUnix(path)).isEqualTo("USING default\r\n");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fileDescriptorThatListensNotIsRefused() {
    assertThatThrownBy(() -> Servers.on(new FaceAddress.Inherited(0)))
        .isInstanceOf(ServerStartException.class)
        .hasMessage("file descriptor 0 is no socket that listens; check LISTEN_FDS");
  }

  private static String askOverUnix(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(StandardCharsets.ISO_8859_1.encode("list-tube-used\r\n"));
      channel.shutdownOutput();
      ByteBuffer reply = ByteBuffer.allocate(100);
      while (channel.read(reply) >= 0) {
        // Until the server closes.
      }
      return StandardCharsets.ISO_8859_1.decode(reply.flip()).toString();
    }
  }

  /** A socket that listens but accepts nobody, as a process inherits it. */
  private static final class Inherited implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ServerChannel channel;

    Inherited(ServerChannel channel, SocketAddress address) {
      this.channel = channel;
      channel.config().setAutoRead(false);
      loops.register(channel).syncUninterruptibly();
      channel.bind(address).syncUninterruptibly();
    }

    FaceAddress address() {
      return new FaceAddress.Inherited(((UnixChannel) channel).fd().intValue());
    }

    int port() {
      return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    // The server has closed the descriptor; the number may be somebody else's by now.
    @Override
    public void close() {
      var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
