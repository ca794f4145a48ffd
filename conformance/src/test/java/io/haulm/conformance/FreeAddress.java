package io.haulm.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Function;

/** Addresses of the loopback for servers that cannot choose one themselves. */
public final class FreeAddress {

  private static final int TRIES_MAX = 3;

  private FreeAddress() {}

  /** An address at which nobody listens now. */
  public static InetSocketAddress find() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server at a free address, and at another if somebody has taken that one meanwhile.
   *
   * @param starter starts it, or fails with what it has printed
   */
  public static <S> S start(Function<InetSocketAddress, S> starter) {
    for (int tries = 1; ; tries++) {
      try {
        return starter.apply(find());
      } catch (AssertionError e) {
        boolean isTaken = String.valueOf(e.getMessage()).contains("Address already in use");
        if (!isTaken || tries == TRIES_MAX) {
          throw e;
        }
      }
    }
  }
}
