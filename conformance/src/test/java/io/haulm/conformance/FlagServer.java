package io.haulm.conformance;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A server started by beanstalkd's own flags, as an existing unit file would. */
record FlagServer(SocketAddress address, ServerProcess process) implements TestServer {

  private static final Pattern HAULM_READY = Pattern.compile("ready in");

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

    /** Starts it on a free port of the loopback, with further flags. */
    FlagServer start(String... flags) {
      return FreeAddress.start(address -> {
        var all = new ArrayList<>(List.of("-l", "127.0.0.1", "-p"));
        all.add(Integer.toString(address.getPort()));
        all.addAll(List.of(flags));
        return start(address, all.toArray(String[]::new));
      });
    }

    /** Waits until the server hears signals: Haulm listens for clients a moment before it does. */
    void awaitReady(FlagServer server) {
      if (this == HAULM && !Subject.isOriginal()) {
        server.process().awaitLine(HAULM_READY, Haulm.START_PATIENCE);
      }
    }
  }

  /** Waits until the process listens. */
  static FlagServer awaitListening(ServerProcess process, SocketAddress address) {
    try {
      Polling.untilTrue(
          Haulm.START_PATIENCE,
          () -> "nobody listens at " + address + "; it printed " + process.printed(),
          () -> !process.isAlive() || Client.isListening(address));
      if (!process.isAlive()) {
        process.awaitExit();
        throw new AssertionError("it ended: " + process.printed());
      }
      return new FlagServer(address, process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }
}
