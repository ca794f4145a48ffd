package io.haulm.client;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a server listens: a host and a port, with or without TLS, or a socket in the file system.
 */
public final class ServerAddress {
  /** The protocol's usual port. */
  public static final int PORT_DEFAULT = 11300;

  private static final int PORT_MAX = 65_535;
  private static final String UNIX = "unix:";
  private static final String TLS = "tls:";

  private final String host;
  private final int port;
  private final boolean usesTls;

  private ServerAddress(String host, int port, boolean usesTls) {
    this.host = host;
    this.port = port;
    this.usesTls = usesTls;
  }

  /**
   * Reads an address: {@code HOST}, {@code HOST:PORT}, {@code [IPV6]:PORT}, {@code tls:HOST:PORT}
   * or {@code unix:PATH}. Without a port it is {@value #PORT_DEFAULT}.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static ServerAddress of(String text) {
    if (text.startsWith(UNIX)) {
      return unix(Path.of(text.substring(UNIX.length())));
    }
    if (text.startsWith(TLS)) {
      return ofHostAndPort(text, text.substring(TLS.length()), true);
    }
    return ofHostAndPort(text, text, false);
  }

  private static ServerAddress ofHostAndPort(String text, String rest, boolean usesTls) {
    int colon = rest.lastIndexOf(':');
    boolean isBareIpv6 = !rest.startsWith("[") && rest.indexOf(':') != colon;
    boolean hasPort = colon >= 0 && !isBareIpv6 && !rest.endsWith("]");
    String host = hasPort ? rest.substring(0, colon) : rest;
    String port = hasPort ? rest.substring(colon + 1) : Integer.toString(PORT_DEFAULT);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > PORT_MAX) {
      throw new IllegalArgumentException("must be HOST:PORT, tls:HOST:PORT or unix:PATH: " + text);
    }
    return new ServerAddress(host, Integer.parseInt(port), usesTls);
  }

  /** A host and a port, in the clear. */
  public static ServerAddress tcp(String host, int port) {
    ProtocolLimits.inRange("port", port, 1, PORT_MAX);
    return new ServerAddress(host, port, false);
  }

  /** A host and a port, by TLS. The host's name must be in the server's certificate. */
  public static ServerAddress tls(String host, int port) {
    ProtocolLimits.inRange("port", port, 1, PORT_MAX);
    return new ServerAddress(host, port, true);
  }

  /** A socket in the file system. */
  public static ServerAddress unix(Path path) {
    if (path.toString().isEmpty()) {
      throw new IllegalArgumentException("unix: needs the path of a socket");
    }
    return new ServerAddress(path.toString(), -1, false);
  }

  boolean isUnix() {
    return port < 0;
  }

  boolean usesTls() {
    return usesTls;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /** Looks the name up anew: after a failure it may point elsewhere. */
  SocketAddress resolve() {
    return isUnix() ? UnixDomainSocketAddress.of(host) : new InetSocketAddress(host, port);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServerAddress that
        && host.equals(that.host)
        && port == that.port
        && usesTls == that.usesTls;
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, port, usesTls);
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    if (isUnix()) {
      return UNIX + host;
    }
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return (usesTls ? TLS : "") + name + ":" + port;
  }
}
