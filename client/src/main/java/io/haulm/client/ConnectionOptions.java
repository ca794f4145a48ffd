package io.haulm.client;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where to connect and how long to wait. Immutable: each method gives a changed copy. */
public final class ConnectionOptions {
  private static final long CONNECT_MILLIS_DEFAULT = 5_000;
  private static final long REPLY_MILLIS_DEFAULT = 30_000;
  private static final long IDLE_NANOS_DEFAULT = 500_000_000;

  /** Longest time that may be set, in milliseconds: a day. */
  static final long MILLIS_MAX = 86_400_000;

  private final ServerAddress address;
  private final long connectMillis;
  private final long replyMillis;
  private final long reconnectMillis;
  private final long idleNanos;
  private final @Nullable SSLContext sslContext;

  private ConnectionOptions(
      ServerAddress address,
      long connectMillis,
      long replyMillis,
      long reconnectMillis,
      long idleNanos,
      @Nullable SSLContext sslContext) {
    this.address = address;
    this.connectMillis = connectMillis;
    this.replyMillis = replyMillis;
    this.reconnectMillis = reconnectMillis;
    this.idleNanos = idleNanos;
    this.sslContext = sslContext;
  }

  /** Connects to this address; see {@link ServerAddress#of} for its forms. */
  public static ConnectionOptions to(String address) {
    return to(ServerAddress.of(address));
  }

  /** Connects to this address. */
  public static ConnectionOptions to(ServerAddress address) {
    return new ConnectionOptions(
        address, CONNECT_MILLIS_DEFAULT, REPLY_MILLIS_DEFAULT, 0, IDLE_NANOS_DEFAULT, null);
  }

  /** How long one attempt to connect may take, TLS included; 5 s unless set, at most a day. */
  public ConnectionOptions connectTimeout(Duration timeout) {
    long millis = millis("connectTimeout", timeout, 1);
    return new ConnectionOptions(
        address, millis, replyMillis, reconnectMillis, idleNanos, sslContext);
  }

  /**
   * How long the server may take to answer a command; 30 s unless set, at most a day. The time that
   * a reserve itself may wait is added.
   */
  public ConnectionOptions replyTimeout(Duration timeout) {
    long millis = millis("replyTimeout", timeout, 1);
    return new ConnectionOptions(
        address, connectMillis, millis, reconnectMillis, idleNanos, sslContext);
  }

  /**
   * How long a command keeps trying to connect when the server cannot be reached, for example
   * because it is being restarted; 0 (one attempt) unless set, at most a day.
   */
  public ConnectionOptions reconnectPatience(Duration patience) {
    long millis = millis("reconnectPatience", patience, 0);
    return new ConnectionOptions(
        address, connectMillis, replyMillis, millis, idleNanos, sslContext);
  }

  /** Certificates and keys for a {@code tls:} address; the JDK's default unless set. */
  public ConnectionOptions sslContext(SSLContext context) {
    return new ConnectionOptions(
        address, connectMillis, replyMillis, reconnectMillis, idleNanos, context);
  }

  /** After how much silence a connection is looked at before it is used, for tests. */
  ConnectionOptions idleNanos(long nanos) {
    return new ConnectionOptions(
        address, connectMillis, replyMillis, reconnectMillis, nanos, sslContext);
  }

  /** Where to connect. */
  public ServerAddress address() {
    return address;
  }

  int connectMillis() {
    return Math.toIntExact(connectMillis);
  }

  long replyMillis() {
    return replyMillis;
  }

  long reconnectMillis() {
    return reconnectMillis;
  }

  long idleNanos() {
    return idleNanos;
  }

  SSLContext sslContext() throws NoSuchAlgorithmException {
    return sslContext == null ? SSLContext.getDefault() : sslContext;
  }

  private static long millis(String what, Duration length, long min) {
    return ProtocolLimits.inRange(what + " in milliseconds", length.toMillis(), min, MILLIS_MAX);
  }
}
