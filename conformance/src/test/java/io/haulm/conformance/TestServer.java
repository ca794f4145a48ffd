package io.haulm.conformance;

import java.net.SocketAddress;

/** A running server of the beanstalkd protocol, stopped by {@link #close()}. */
interface TestServer extends AutoCloseable {

  /** Where it listens. */
  SocketAddress address();

  /** The process that serves, for signals and for its memory use. */
  ServerProcess process();

  /** Connects a client that waits for each answer. */
  default Client connect() {
    return new Client(address());
  }

  /** Kills the server and waits until it is gone. */
  @Override
  default void close() {
    process().close();
  }
}
