package io.haulm.cli;

import io.haulm.server.HaulmServer;
import io.haulm.server.ServerFailedException;
import io.haulm.server.ServerStartException;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.ServerConfig;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** A server in the foreground: from its start to the signal that ends it. */
final class ServerRun {
  private final ServerConfig config;
  private final Optional<ProcessUser> user;
  private final Streams streams;
  private final ServerSignals signals;

  /**
   * A server that has yet to start.
   *
   * @param user whom the process becomes once the server listens
   */
  ServerRun(ServerConfig config, Optional<ProcessUser> user, Streams streams) {
    this(config, user, streams, new ServerSignals());
  }

  /** The same with signals that may have come already. */
  ServerRun(
      ServerConfig config, Optional<ProcessUser> user, Streams streams, ServerSignals signals) {
    this.config = config;
    this.user = user;
    this.streams = streams;
    this.signals = signals;
  }

  /**
   * Starts the server, says so, and waits for its end.
   *
   * @return what the process ends with: 0 when a signal ended the server
   */
  int untilEnd() throws UserErrorException {
    warnOfOpenAddress();
    signals.install();
    try (HaulmServer server = HaulmServer.start(config)) {
      if (user.isPresent()) {
        user.get().become();
      }
      signals.attach(server);
      streams.out().println(startLine(server));
      server
          .setupLink()
          .ifPresent(link ->
              streams
                  .out()
                  .println("The console has no users yet. The first is made here: " + link));
      server.awaitEnd();
    } catch (ServerStartException e) {
      throw new UserErrorException(ExitCodes.of(e.kind()), String.valueOf(e.getMessage()));
    } catch (ServerFailedException e) {
      throw new UserErrorException(ExitCodes.FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCodes.OK;
  }

  private String startLine(HaulmServer server) {
    long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
    boolean inMemory = config.durability() instanceof Durability.Memory;
    return String.join(
        " · ",
        "Haulm " + Version.text(),
        "beanstalkd " + server.beanstalkAddress().orElse("off"),
        "redis " + server.redisAddress().orElse("off"),
        "console " + server.httpUrl().orElse("off"),
        "data " + (inMemory ? "none" : config.dataFolder()),
        "durability " + config.durability(),
        "ready in " + (System.currentTimeMillis() - startMillis) + " ms");
  }

  private void warnOfOpenAddress() {
    if (config.beanstalk() instanceof FaceAddress.Tcp tcp && !tcp.isLoopback()) {
      streams.complain(
          "warning: "
              + config.beanstalk()
              + " can be reached from other machines, and there is no password");
    }
  }
}
