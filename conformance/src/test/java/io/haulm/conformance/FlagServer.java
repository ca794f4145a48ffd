package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A server started by beanstalkd's own flags, as an existing unit file would. */
record FlagServer(SocketAddress address, ServerProcess process) implements TestServer {

  /** Whose flags they are. */
  enum Program {
    BEANSTALKD {
      @Override
      List<String> command(List<String> flags) {
        return RealBeanstalkd.command(flags.toArray(String[]::new));
      }
    },
    HAULM {
      @Override
      List<String> command(List<String> flags) {
        return Subject.command(flags);
      }
    };

    /** The command line with these flags. */
    abstract List<String> command(List<String> flags);

    /** Starts it with flags that make it listen at a socket file. */
    FlagServer startAt(Path socket, String... flags) {
      return start(UnixDomainSocketAddress.of(socket), flags);
    }

    /** Starts it with flags that make it listen at the address. */
    FlagServer start(SocketAddress address, String... flags) {
      return awaitListening(ServerProcess.start(command(List.of(flags))), address);
    }
  }

  /** Waits until the process listens. */
  static FlagServer awaitListening(ServerProcess process, SocketAddress address) {
    try {
      Polling.untilTrue(
          () -> "nobody listens at " + address + "; it printed " + process.printed(),
          () -> !process.isAlive() || Client.isListening(address));
      assertThat(process.isAlive()).as("it ended: %s", process.printed()).isTrue();
      return new FlagServer(address, process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** An address of the loopback at which nobody listens now. */
  static InetSocketAddress freeAddress() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
