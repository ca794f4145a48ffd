package io.haulm.server;

import io.haulm.server.config.ServerConfig;
import java.util.Optional;

/** A server that runs: made by {@link #start}, ended by {@link #close}. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class HaulmServer implements AutoCloseable {
  private HaulmServer() {}

  /**
   * Starts a server; when this returns, all its faces accept connections.
   *
   * @throws ServerStartException when a port is taken, a folder cannot be used, and so on
   */
  public static HaulmServer start(ServerConfig config) throws ServerStartException {
    throw new UnsupportedOperationException();
  }

  /**
   * Where the beanstalkd face really listens, ready to be shown ({@code 127.0.0.1:11300}); empty
   * when it is off.
   */
  public Optional<String> beanstalkAddress() {
    throw new UnsupportedOperationException();
  }

  /** From now on refuses new jobs; cannot be taken back. Callable from any thread. */
  public void drain() {
    throw new UnsupportedOperationException();
  }

  /** Waits until the server ends: because it was closed, or because it failed. */
  public void awaitEnd() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Stops listening, closes all connections, closes the journal. Callable from any thread. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
