package io.haulm.conformance.tasks;

import io.haulm.conformance.TubeServer;
import io.haulm.conformance.redis.RedisServer;
import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.celery.CeleryProvider;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.TransportProvider;
import io.haulm.tasks.tube.TubeProvider;
import java.net.URI;
import java.time.Clock;

/** Between callers and workers. */
enum Broker {
  REDIS {
    @Override
    Running start() {
      return overRedis(RedisServer.startOriginal());
    }
  },
  HAULM {
    @Override
    Running start() {
      return overRedis(RedisServer.startHaulm());
    }
  },
  TUBES_OF_BEANSTALKD {
    @Override
    Running start() {
      return overTubes(TubeServer.BEANSTALKD.start());
    }
  },
  TUBES_OF_HAULM {
    @Override
    Running start() {
      return overTubes(TubeServer.HAULM.start());
    }
  };

  private TransportProvider provider() {
    return switch (this) {
      case REDIS, HAULM -> new CeleryProvider();
      case TUBES_OF_BEANSTALKD, TUBES_OF_HAULM -> new TubeProvider();
    };
  }

  /**
   * A broker that runs.
   *
   * @param server ended with it
   * @param port where it listens
   * @param format of addresses, with a place for the port
   */
  record Running(AutoCloseable server, int port, String format) implements AutoCloseable {
    /** For clients and workers. */
    String address() {
      return addressBy(port);
    }

    /** Asks a server of the Redis protocol; gives its reply in one line. */
    String ask(String... words) {
      return RedisServer.ask(port, words);
    }

    /** The same by way of another port. */
    String addressBy(int otherPort) {
      return format.formatted(otherPort);
    }

    @Override
    public void close() {
      try {
        server.close();
      } catch (Exception e) {
        throw new AssertionError("the server did not end", e);
      }
    }
  }

  abstract Running start();

  /** A transport without a client around it. */
  Transport open(String address) {
    return provider().open(URI.create(address), new JacksonCodec(), Clock.systemUTC());
  }

  private static Running overRedis(RedisServer server) {
    return new Running(server, server.address().getPort(), "redis://127.0.0.1:%d/0");
  }

  private static Running overTubes(TubeServer.Running server) {
    return new Running(server, server.port(), "tube://127.0.0.1:%d");
  }
}
