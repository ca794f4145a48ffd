package io.haulm.tasks.tube;

import io.haulm.client.ConnectionOptions;
import io.haulm.client.ServerAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is: {@code tube://host[:port]}, {@code tube+tls://host[:port]} or {@code
 * tube+unix:///path}, with {@code beanstalk} as another word for {@code tube}, and {@code
 * ?lease=SECONDS} behind.
 *
 * @param options where to connect
 * @param lease how long a message is a worker's without a renewal
 */
record TubeAddress(ConnectionOptions options, Duration lease) {

  /** How long a message is a worker's without a renewal, unless the address says otherwise. */
  static final Duration LEASE_DEFAULT = Duration.ofSeconds(30);

  /** The longest lease, in seconds: a day. */
  static final long LEASE_SECONDS_MAX = 86_400;

  private static final Set<String> PLAIN = Set.of("tube", "beanstalk");
  private static final Set<String> TLS = Set.of("tube+tls", "beanstalk+tls");
  private static final Set<String> UNIX = Set.of("tube+unix", "beanstalk+unix");
  private static final String LEASE = "lease=";

  /** Refuses a lease that a job cannot have. */
  TubeAddress {
    long seconds = lease.toSeconds();
    boolean isWhole = lease.equals(Duration.ofSeconds(seconds));
    if (seconds < 1 || seconds > LEASE_SECONDS_MAX || !isWhole) {
      throw new IllegalArgumentException(
          "a lease is 1.." + LEASE_SECONDS_MAX + " whole seconds: " + lease);
    }
  }

  static boolean isOne(URI uri) {
    String scheme = uri.getScheme();
    return scheme != null
        && (PLAIN.contains(scheme) || TLS.contains(scheme) || UNIX.contains(scheme));
  }

  static TubeAddress of(URI uri) {
    if (!isOne(uri)) {
      throw new IllegalArgumentException("not an address of tubes: tube://host:port");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("the protocol of tubes has no users and no passwords");
    }
    return new TubeAddress(ConnectionOptions.to(server(uri)), lease(uri.getRawQuery()));
  }

  private static ServerAddress server(URI uri) {
    if (UNIX.contains(uri.getScheme())) {
      return ServerAddress.unix(Path.of(uri.getPath()));
    }
    String host = uri.getHost();
    boolean hasPath = uri.getPath() != null && uri.getPath().length() > 1;
    if (host == null || hasPath) {
      throw new IllegalArgumentException("must be " + uri.getScheme() + "://host:port: " + uri);
    }
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = uri.getPort() < 0 ? ServerAddress.PORT_DEFAULT : uri.getPort();
    return TLS.contains(uri.getScheme())
        ? ServerAddress.tls(name, port)
        : ServerAddress.tcp(name, port);
  }

  private static Duration lease(@Nullable String query) {
    if (query == null) {
      return LEASE_DEFAULT;
    }
    if (!query.startsWith(LEASE)) {
      throw new IllegalArgumentException("the one option is " + LEASE + "SECONDS, not " + query);
    }
    return Duration.ofSeconds(Long.parseLong(query.substring(LEASE.length())));
  }
}
